import assert from "node:assert/strict";

import type { Finding } from "../../../scripts/drift/finding";
import { JOB, SERVICE, VOLUME, ZONE, compared, listed, more } from "../../support/driven-engine";
import { found } from "../../support/drifted";

const said = (findings: readonly Finding[]): string[] =>
    found({ stack: "dev", findings, unseen: [], clients: {} }).map((text) => text.replaceAll("<site>", "dev"));
const service = (changes: object) => compared({ containers: [{ ...SERVICE, ...changes }, JOB] });
const state = (changes: object) => service({ State: { ...SERVICE.State, ...changes } });
const limits = (changes: object) => service({ HostConfig: { ...SERVICE.HostConfig, ...changes } });
const networks = (Networks: object) => service({ NetworkSettings: { Networks } });
const HOME = { "dev-openchami-internal": { Aliases: ["smd"] } };

describe("what is compared for drift", () => {
    it("has none where all stands as the last update left it", () => {
        assert.deepEqual(compared(), []);
    });

    it("is no drift while a service starts", () => {
        assert.deepEqual(state({ Health: { Status: "starting" } }), []);
    });

    const cases: Readonly<Record<string, readonly [Finding[], ...string[]]>> = {
        "a container that is stopped, whatever its last health": [
            state({ Running: false, Health: { Status: "unhealthy" } }),
            "service `smd` is stopped; starts it",
        ],
        "one that is paused": [state({ Paused: true }), "service `smd` is paused; does not see it"],
        "one that ends again and again": [
            state({ Restarting: true, Running: false }),
            "service `smd` is restarting; does not see it",
        ],
        "one that is unhealthy": [
            state({ Health: { Status: "unhealthy" } }),
            "service `smd` is unhealthy; does not see it",
        ],
        "one that is gone": [compared({ containers: [JOB] }), "service `smd` is gone; makes it anew"],
        "a job that is gone": [compared({ containers: [SERVICE] }), "job `smd-init` is gone; runs it again"],
        "one that was made anew": [
            service({ Id: "other", Image: "sha256:bb", Config: { ...SERVICE.Config, Env: ["PASSWORD=known"] } }),
            "service `smd` was made anew by hand, and differs in image, environment; fails, its name is taken",
        ],
        "one made anew as it was": [
            service({ Id: "other" }),
            "service `smd` was made anew by hand; fails, its name is taken",
        ],
        "one that was renamed": [service({ Name: "/smd" }), "service `smd` is now called `smd`; replaces it"],
        "one whose name another one has": [
            compared({ containers: [{ ...SERVICE, Name: "/old" }, { ...SERVICE, Id: "new" }, JOB] }),
            "service `smd` is now called `old`, and another container has its name `dev-openchami-smd`; fails, its name is taken",
        ],
        "its memory": [
            limits({ Memory: 512 * 1024 * 1024 }),
            "service `smd` has memory `512 MiB` instead of `256 MiB`; sets it back",
        ],
        "its cores": [limits({ NanoCpus: 5e8 }), "service `smd` has cores `0.5` instead of `0`; replaces it"],
        "its limit of processes": [
            limits({ PidsLimit: 100 }),
            "service `smd` has limit of processes `100` instead of `0`; does not see it",
        ],
        "a zone that it left": [
            networks({}),
            "service `smd` was disconnected from its zone `dev-openchami-internal`; does not see it",
        ],
        "a zone in which it lost its name": [
            networks({ "dev-openchami-internal": { Aliases: null } }),
            "service `smd` was connected anew to `dev-openchami-internal`, where it is not called `smd`; does not see it",
        ],
        "a network that it joined": [
            networks({ ...HOME, bridge: {} }),
            "service `smd` was connected to network `bridge`, which is none of its zones; does not see it",
        ],
        "a file that was edited": [
            compared({ files: { smd1: { "/run/secrets/key": { content: Buffer.from("known"), mode: 0o400 } } } }),
            "service `smd` has another file `/run/secrets/key` than it was given; does not see it",
        ],
        "a file that others may read now": [
            compared({ files: { smd1: { "/run/secrets/key": { content: Buffer.from("secret"), mode: 0o444 } } } }),
            "service `smd` has another file `/run/secrets/key` than it was given; does not see it",
        ],
        "a file that is a link now": [
            compared({ files: { smd1: { "/run/secrets/key": { mode: 0o400 } } } }),
            "service `smd` has another file `/run/secrets/key` than it was given; does not see it",
        ],
        "a file that was removed": [
            compared({ files: {} }),
            "service `smd` has lost its file `/run/secrets/key`; does not see it",
        ],
        "a zone that is gone, once": [
            compared({ networks: [], containers: [{ ...SERVICE, NetworkSettings: { Networks: {} } }, JOB] }),
            "zone `internal` is gone; makes it anew, and replaces all that is in it",
        ],
        "a zone that was made anew, once": [
            compared({ networks: [{ ...ZONE, Id: "net2" }] }),
            "zone `internal` was made anew by hand; fails, its name is taken",
        ],
        "a stranger in a zone": [
            compared({ networks: [{ ...ZONE, Containers: { ...ZONE.Containers, x: { Name: "intruder" } } }] }),
            "zone `internal` has a container in it that is not of the site: `intruder`; does not see it",
        ],
        "a stranger that shares a container's network": [
            compared({ all: [listed("x", "intruder", {}, "container:smd1")] }),
            "service `smd` shares its network with a container that is not of the site: `intruder`; does not see it",
        ],
        "what looks like the site's": [
            compared({
                all: [listed("x", "dev-old", { "hpc-stacks.stack": "dev", "hpc-stacks.name": "old" })],
            }),
            "container `dev-old` has labels and name of the site's, and no update made it; does not see it",
        ],
        "a volume that is gone": [compared({ volumes: [] }), "volume `data` is gone; makes it anew, empty"],
        "a volume that was made anew": [
            compared({ volumes: [{ ...VOLUME, Labels: null }] }),
            "volume `data` is not the one that the site made; deletes it with its data, unless the site keeps volumes",
        ],
        "an image whose name is gone": [
            compared({ images: { "sha256:aa": "sha256:aa" } }),
            "image `smd` has lost its name `<tagged>`; makes it anew",
        ],
        "an image that is gone": [
            compared({ images: {} }),
            "image `smd` is gone; makes it anew, and all that is made of it",
        ],
        "an image whose name another one has": [
            compared({ images: { "dev-openchami-image-smd": "sha256:bb", "sha256:aa": "sha256:aa" } }),
            "image `smd` is not what has its name `<tagged>`; takes the other image for the site's, and runs it",
        ],
    };
    for (const [what, [findings, ...expected]] of Object.entries(cases)) {
        it(`tells of ${what}`, () => assert.deepEqual(said(findings), expected));
    }

    it("has no finding with a secret in it", () => {
        for (const [what, [findings]] of Object.entries(cases)) {
            assert.doesNotMatch(JSON.stringify(findings), /"known|PASSWORD/, what);
        }
    });

    it("takes nobody for a stranger who is started from an image of the site, or measures its zones", () => {
        const labels = { "hpc-stacks.stack": "dev", "hpc-stacks.name": "openchami-image-smd" };
        const verify = { "hpc-stacks.stack": "dev", "hpc-stacks.name": "verify" };
        const all = [listed("x", "lovelace", labels), listed("y", "dev-verify", verify, "container:smd1")];
        assert.deepEqual(said(compared({ all })), []);
    });
});

describe("what is compared for drift on a swarm", () => {
    const inputs = {
        mode: { replicated: { replicas: 1 } },
        taskSpec: {
            containerSpec: {
                image: "sha256:aa",
                env: { A: "secret" },
                secrets: [{ secretId: "s1", secretName: "dev-openchami-key" }],
            },
        },
    };
    const declared = [
        more("docker:index/service:Service", "web", "svc1", inputs),
        more("docker:index/secret:Secret", "key", "s1", {}),
    ];
    const spec = (replicas: number, container: object = {}) => ({
        ID: "svc1",
        Spec: {
            Name: "dev-openchami-web",
            Mode: { Replicated: { Replicas: replicas } },
            TaskTemplate: {
                ContainerSpec: {
                    ...{ Image: "sha256:aa", Env: ["A=secret"], Secrets: [{ SecretName: "dev-openchami-key" }] },
                    ...container,
                },
            },
        },
    });
    const key = (ID: string) => ({ ID, Spec: { Name: "dev-openchami-key" } });
    const swarm = (services: object[], secrets: object[]) => compared({ services, secrets }, declared);

    it("has none where all stands as it should, its tasks included", () => {
        const labels = { "com.docker.swarm.service.id": "svc1", "hpc-stacks.stack": "dev", "hpc-stacks.name": "web.1" };
        const Containers = { ...ZONE.Containers, task: { Name: "dev-openchami-web.1.x" } };
        const answers = { services: [spec(1)], secrets: [key("s1")], networks: [{ ...ZONE, Containers }] };
        assert.deepEqual(said(compared({ ...answers, all: [listed("task", "dev-web.1", labels)] }, declared)), []);
    });

    it("tells of replicas, and of what differs, without its value", () => {
        const findings = swarm([spec(3, { Env: ["A=known"], Image: "sha256:bb" })], [key("s1")]);
        assert.deepEqual(said(findings), [
            "service `web` has other environment than declared; sets it back",
            "service `web` has other image than declared; sets it back",
            "service `web` has replicas `3` instead of `1`; sets it back",
        ]);
        assert.doesNotMatch(JSON.stringify(findings), /known|A=/);
    });

    it("tells of a service that is gone or was made anew, and of a secret", () => {
        assert.deepEqual(said(swarm([], [])), [
            "secret `key` is gone; makes it anew",
            "service `web` is gone; makes it anew",
        ]);
        assert.deepEqual(said(swarm([{ ...spec(1), ID: "svc2" }], [key("s2")])), [
            "secret `key` was made anew by hand; fails, its name is taken",
            "service `web` was made anew by hand; fails, its name is taken",
        ]);
        // The name of a secret holds a hash of it.
        assert.deepEqual(
            swarm([spec(1)], [key("s2")]).map(({ object }) => object),
            ["s2"],
        );
    });
});
