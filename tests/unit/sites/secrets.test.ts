import assert from "node:assert/strict";

import { assertEach, assertEvery } from "../../support/assert-each";
import { passwordOf } from "../../support/engine";
import { isWithin, leaves } from "../../support/leaves";
import { TYPES } from "../../support/registered";
import { describeSites } from "../../support/sites";

/** Resources that are made in a Swift by its own users. */
const IN_ACCOUNTS: readonly string[] = [TYPES.imageObject, TYPES.loadedImage, TYPES.swiftContainer];

describeSites("secrets", (recording) => {
    const passwords = () => recording().names("password").map(passwordOf);
    const holdsSecret = (text: string) => {
        const readable = [text, ...basicCredentials(text)];
        return passwords().some((password) => readable.some((form) => form.includes(password)));
    };
    const secretLeaves = () =>
        recording().resources.flatMap((resource) =>
            leaves(resource.inputs)
                .filter(({ text }) => holdsSecret(text))
                .map(({ path }) => ({ name: `${resource.name} ${path}`, path, resource })),
        );

    it("are passed on to containers only, but for the keys of accounts that resources are made in", () => {
        assertEvery(
            secretLeaves(),
            ({ path, resource }) =>
                resource.type === TYPES.container || (IN_ACCOUNTS.includes(resource.type) && path === "account.key"),
        );
    });

    it("are secret inputs wherever they are passed on", () => {
        assertEvery(secretLeaves(), ({ path, resource }) => isWithin(path, resource.secrets));
    });

    it("stay secret in the logs of jobs, where programs may show them", () => {
        assertEvery(recording().jobs(), ({ options }) => options.additionalSecretOutputs.includes("containerLogs"));
    });

    it("are each used by some container", () => {
        const texts = recording()
            .all("container")
            .flatMap(({ inputs }) => leaves(inputs).flatMap(({ text }) => [text, ...basicCredentials(text)]));
        const unused = passwords().filter((password) => !texts.some((text) => text.includes(password)));
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

describeSites(
    "secrets of the docker tour",
    (recording) => {
        it("are there: passwords, and outputs that hold them", () => {
            assertEach(recording().all("password"), ({ name }) => name.startsWith("openchami-"));
            const secretOutputs = recording().outputs.filter(({ secrets }) => secrets.length > 0);
            assert.notEqual(secretOutputs.length, 0);
        });
    },
    "openchami",
);

/** User names and passwords in `Authorization` headers. */
function basicCredentials(text: string): string[] {
    return [...text.matchAll(/Basic ([A-Za-z0-9+/=]+)/g)].map(([, encoded = ""]) =>
        Buffer.from(encoded, "base64").toString(),
    );
}
