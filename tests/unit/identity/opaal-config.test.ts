import assert from "node:assert/strict";

import { opaalConfig } from "../../../components/identity/opaal-config";

const CONFIG = opaalConfig({
    port: 3333,
    hydraUrl: "http://hydra:4444",
    scopes: ["smd.read", "openid"],
    authorization: "Basic c2VjcmV0",
});

function lines(pattern: RegExp): string[] {
    return CONFIG.split("\n")
        .map((line) => line.trim())
        .filter((line) => pattern.test(line));
}

describe("opaal's configuration", () => {
    it("answers three paths and 404 to the rest", () => {
        assert.deepEqual(lines(/^location/), [
            "location = /status {",
            "location = /keys {",
            "location = /token {",
            "location / { return 404; }",
        ]);
    });

    it("passes on to hydra's public API alone", () => {
        assert.deepEqual(lines(/\$hydra|proxy_pass/), [
            "set $hydra http://hydra:4444;",
            "proxy_pass $hydra/.well-known/jwks.json;",
            "proxy_pass $hydra/oauth2/token;",
        ]);
    });

    it("lets keys be read and tokens be asked for, and nothing else", () => {
        assert.deepEqual(lines(/limit_except/), ["limit_except GET { deny all; }", "limit_except POST { deny all; }"]);
    });

    it("lends its credentials to callers that have none and do not come through the gateway", () => {
        const nobody = "$http_authorization$http_x_forwarded_for";
        assert.deepEqual(lines(/^map/), [
            `map ${nobody} $upstream_authorization { default $http_authorization; "" "Basic c2VjcmV0"; }`,
            `map ${nobody} $upstream_body { default $request_body; "" "grant_type=client_credentials&scope=openid+smd.read"; }`,
        ]);
    });

    it("finds hydra again after that was replaced", () => {
        assert.deepEqual(lines(/^resolver/), ["resolver 127.0.0.11 valid=5s ipv6=off;"]);
    });
});
