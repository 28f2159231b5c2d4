import assert from "node:assert/strict";

import { assertEach, assertEvery } from "../../support/assert-each";
import { hashOf, passwordOf } from "../../support/engine";
import { isWithin, leaves } from "../../support/leaves";
import { TYPES } from "../../support/registered";
import { describeSites, describeSitesRunning } from "../../support/sites";

/** Resources that are made in a Swift by its own users. */
const IN_ACCOUNTS: readonly string[] = [TYPES.imageObject, TYPES.loadedImage, TYPES.swiftContainer];

describeSites("secrets", (recording) => {
    const passwords = () => recording().names("password").map(passwordOf);
    const holdsSecret = (text: string) => {
        return passwords().some((password) => readable(text).some((form) => form.includes(password)));
    };
    const secretLeaves = () =>
        recording().resources.flatMap((resource) =>
            leaves(resource.inputs)
                .filter(({ text }) => holdsSecret(text))
                .map(({ path }) => ({ name: `${resource.name} ${path}`, path, resource })),
        );

    it("are passed on to what runs, to secrets of a swarm, to what logs in at a registry, and to accounts, only", () => {
        const takers: string[] = [TYPES.container, TYPES.service, TYPES.secret, TYPES.provider, TYPES.push];
        assertEvery(
            secretLeaves(),
            ({ path, resource }) =>
                takers.includes(resource.type) || (IN_ACCOUNTS.includes(resource.type) && path === "account.key"),
        );
    });

    it("are secret inputs wherever they are passed on", () => {
        assertEvery(secretLeaves(), ({ path, resource }) => isWithin(path, resource.secrets));
    });

    it("stay secret in the logs of jobs, where programs may show them", () => {
        assertEvery(recording().jobs(), ({ options }) => options.additionalSecretOutputs.includes("containerLogs"));
    });

    it("are each used by something that runs, as they are or by their hash", () => {
        const texts = [...recording().runnables(), ...recording().all("secret")].flatMap(({ inputs }) =>
            leaves(inputs).flatMap(({ text }) => readable(text)),
        );
        const unused = recording()
            .names("password")
            .filter((name) => !texts.some((text) => text.includes(passwordOf(name)) || text.includes(hashOf(name))));
        assert.deepEqual(unused, []);
    });

    it("are secret outputs", () => {
        const shown = recording().outputs.flatMap(({ urn, values, secrets }) =>
            leaves(values)
                .filter(({ text }) => holdsSecret(text))
                .map(({ path }) => ({ name: `${urn} ${path}`, path, secrets })),
        );
        assertEvery(shown, ({ path, secrets }) => isWithin(path, secrets));
    });

    it("are long, and made of letters and digits, which need no escaping", () => {
        assertEvery(recording().all("password"), ({ inputs }) => inputs.length >= 32 && inputs.special === false);
    });
});

describeSitesRunning("openchami", "secrets of the docker tour", (recording) => {
    it("are there: passwords, and outputs that hold them", () => {
        assertEach(recording().all("password"), ({ name }) => name.startsWith("openchami-"));
        assert.notEqual(recording().outputs.filter(({ secrets }) => secrets.length > 0).length, 0);
    });
});

/** What a text says, as it stands, and to those who know how secrets are written. */
function readable(text: string): string[] {
    const decoded = Buffer.from(text, "base64").toString();
    return [text, decoded].flatMap((form) => [form, ...basicCredentials(form)]);
}

/** User names and passwords in `Authorization` headers. */
function basicCredentials(text: string): string[] {
    return [...text.matchAll(/Basic ([A-Za-z0-9+/=]+)/g)].map(([, encoded = ""]) =>
        Buffer.from(encoded, "base64").toString(),
    );
}
