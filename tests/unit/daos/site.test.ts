import assert from "node:assert/strict";

import { parseSite } from "../../../stacks/site";
import { repositoryId } from "../../../stacks/daos/repository";
import { type FaultCases, describeFaultCases } from "../../support/site-input";

const CLIENT = { user: "foo", uid: 666, group: "bar", gid: 999 };
const LEAST = { client: CLIENT, accessPoints: ["daos-1"], auth: false };
const saying = (daos: Readonly<Record<string, unknown>>) => ({
    environments: ["daos"],
    daos: { ...LEAST, ...daos },
});
const NAME = "must be up to 32 lower-case letters, digits, dashes and underscores, no digit first";
const HOST = "must be a host name or address, or one with a port such as daos-1:10001";
const URL = "must be a URL such as https://packages.daos.io/v2.2/EL8/packages/x86_64/";

const CASES: FaultCases = {
    "no settings": [
        { environments: ["daos"], daos: {} },
        "daos.accessPoints: is missing, must be a list of hosts",
        "daos.certificates: is missing, auth needs it: give `archive`, or `ca`, `cert` and `key`, or set auth to false",
        "daos.client: is missing, must be a map",
    ],
    "a client without its settings": [
        saying({ client: {} }),
        `daos.client.gid: is missing, must be a whole number from 1 to 4294967294`,
        `daos.client.group: is missing, ${NAME}`,
        `daos.client.uid: is missing, must be a whole number from 1 to 4294967294`,
        `daos.client.user: is missing, ${NAME}`,
    ],
    "a client that is root, by name or number": [
        saying({ client: { ...CLIENT, user: "root", uid: 0 } }),
        "daos.client.uid: must be a whole number from 1 to 4294967294, got 0",
        'daos.client.user: must be none of the names root, daos_agent, daos_daemons, got "root"',
    ],
    "a number as a text": [
        saying({ client: { ...CLIENT, uid: "666" } }),
        'daos.client.uid: must be a whole number from 1 to 4294967294, got "666"',
    ],
    "no access point": [
        saying({ accessPoints: [] }),
        "daos.accessPoints: must name at least one host of the management service, got an empty list",
    ],
    "access points as one text, as the compose files have them": [
        saying({ accessPoints: "['daos-1', 'daos-2']" }),
        "daos.accessPoints: must be a list of hosts, got \"['daos-1', 'daos-2']\"",
    ],
    "access points that are none": [
        saying({ accessPoints: ["daos 1", "daos-2:0", "daos-3:70000", "-x"] }),
        `daos.accessPoints[0]: ${HOST}, got "daos 1"`,
        'daos.accessPoints[1]: must have a port from 1 to 65535, got "daos-2:0"',
        'daos.accessPoints[2]: must have a port from 1 to 65535, got "daos-3:70000"',
        `daos.accessPoints[3]: ${HOST}, got "-x"`,
    ],
    "an interface to configure, and nothing about it": [
        saying({ interface: { configure: true } }),
        "daos.interface.domain: is missing, interface.configure needs it",
        "daos.interface.name: is missing, interface.configure needs it",
        "daos.interface.numaNode: is missing, interface.configure needs it",
    ],
    "yes as the compose files do": [
        saying({ auth: "yes", interface: { configure: "no" } }),
        'daos.auth: must be true or false, got "yes"',
        'daos.interface.configure: must be true or false, got "no"',
    ],
    "certificates twice": [
        saying({ auth: true, certificates: { archive: "certs.txz", key: "secret" } }),
        "daos.certificates.archive: is given beside PEM texts, give one or the other",
    ],
    "half of the certificates": [
        saying({ auth: true, certificates: { cert: "text" } }),
        "daos.certificates.ca: is missing, `ca`, `cert` and `key` are given together",
        "daos.certificates.key: is missing, `ca`, `cert` and `key` are given together",
    ],
    "a key that is no text, without showing it": [
        saying({ auth: true, certificates: { ca: "a", cert: "b", key: 12345 } }),
        "daos.certificates.key: must be PEM text, got a value that may be secret",
    ],
    "a repository's URL for its id": [
        saying({ reposWithoutAuth: ["http://172.17.0.1:18086/unsigned/"] }),
        "daos.reposWithoutAuth[0]: must be the id of a repository and not its URL, write 172.17.0.1_18086_unsigned_, " +
            'got "http://172.17.0.1:18086/unsigned/"',
    ],
    "repositories that are none": [
        saying({ repos: [], gpgKeys: ["RPM-GPG-KEY"], reposWithoutAuth: ["a b"] }),
        `daos.gpgKeys[0]: ${URL}, got "RPM-GPG-KEY"`,
        "daos.repos: must name at least one repository, got an empty list",
        'daos.reposWithoutAuth[0]: must be the id of a repository: letters, digits and _ . : -, got "a b"',
    ],
    "a version without its release": [
        saying({ version: "2.2.0" }),
        'daos.version: must be a version with its release such as 2.2.0-4.el8, got "2.2.0"',
    ],
    "a base image with its tag": [
        saying({ baseImage: { name: "rockylinux:8.6", tag: "8 6" } }),
        "daos.baseImage.name: must be the name of an image without its tag such as rockylinux/rockylinux, " +
            'got "rockylinux:8.6"',
        'daos.baseImage.tag: must be an image tag such as rocky8.6, got "8 6"',
    ],
    "a command as one text": [
        saying({ command: "pool autotest tank" }),
        'daos.command: must be a list of arguments such as ["pool", "autotest", "tank"], got "pool autotest tank"',
    ],
    "a misspelt key": [saying({ acessPoints: [] }), 'daos.acessPoints: unknown key, did you mean "accessPoints"?'],
};

describeFaultCases("a DAOS site that says", CASES);

describe("a DAOS site that says the least", () => {
    it("has the defaults of the field", () => {
        const verdict = parseSite(saying({}));
        assert.ok("site" in verdict);
        assert.deepEqual(verdict.site.daos, {
            ...LEAST,
            port: 10001,
            interface: { configure: false },
            version: "2.2.0-4.el8",
            repos: ["https://packages.daos.io/v2.2/EL8/packages/x86_64/"],
            gpgKeys: ["https://packages.daos.io/RPM-GPG-KEY"],
            reposWithoutAuth: [],
            baseImage: { name: "rockylinux/rockylinux", tag: "8.6" },
            imageTag: "rocky8.6",
            bustCache: "",
        });
    });
});

describe("the id of a repository", () => {
    it("is the one that dnf derives from its URL", () => {
        assert.equal(repositoryId("file:///srv/daos/v2.2/EL8/packages/x86_64/"), "srv_daos_v2.2_EL8_packages_x86_64_");
        assert.equal(repositoryId("https://www.example.com/a?b=c&d=~e/"), "example.com_a_bc_d_e_");
        assert.equal(repositoryId("http://user:secret@host/x,"), "secrethost_x");
    });
});
