import assert from "node:assert/strict";

import { describePushFailure } from "../../../components/image/push-failure";

const REFERENCE = "gitlab.example:5050/group/project/name:latest";

/** By what an engine says, word for word: what the user is told. */
const CASES: Record<string, RegExp> = {
    'Get "https://gitlab.example:5050/v2/": x509: certificate signed by unknown authority':
        /does not trust .* put .* into \/etc\/docker\/certs\.d\/gitlab\.example:5050\/ca\.crt/,
    "tls: failed to verify certificate: x509: certificate is valid for a, not b": /does not trust/,
    "unauthorized: authentication required": /refuses user "student" \(status 401 or 403\)/,
    "no basic auth credentials": /refuses user "student"/,
    "denied: requested access to the resource is denied": /may not push to gitlab\.example:5050\/group/,
    "unsupported: The operation is unsupported.": /gitlab\.example:5050 is a mirror, which takes no pushes/,
    "dial tcp: lookup gitlab.example on 127.0.0.11:53: no such host": /cannot resolve gitlab\.example:5050/,
    "dial tcp: lookup gitlab.example on 127.0.0.11:53: server misbehaving": /cannot resolve/,
    "http: server gave HTTP response to HTTPS client": /speaks no TLS/,
    "dial tcp 10.0.0.1:5050: connect: connection refused": /does not answer the engine/,
    "dial tcp 10.0.0.1:5050: i/o timeout": /does not answer the engine/,
    "name unknown: project not found": /make its project first/,
};

describe("a push that fails", () => {
    for (const [words, advice] of Object.entries(CASES)) {
        it(`by "${words}" is told what to do, and what the engine said`, () => {
            const told = describePushFailure({ reference: REFERENCE, user: "student" }, words);
            assert.match(told, advice);
            assert.ok(told.startsWith(`image cannot be pushed to ${REFERENCE}: `));
            assert.ok(told.endsWith(`the engine says: ${words}`));
        });
    }

    it("without credentials is told that they are wanted", () => {
        const told = describePushFailure({ reference: REFERENCE }, "no basic auth credentials");
        assert.match(told, /wants a user and a token \(status 401\): give it credentials/);
    });

    it("by something unheard of is told in the engine's words alone", () => {
        const told = describePushFailure({ reference: REFERENCE }, "the moon is full\n");
        assert.equal(told, `image cannot be pushed to ${REFERENCE}: the engine says: the moon is full`);
    });
});
