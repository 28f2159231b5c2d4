import assert from "node:assert/strict";

import { SOCKET, haproxyConfig } from "../../../components/gateway/haproxy-config";
import type { Route } from "../../../components/gateway/routes";

const ROUTES: readonly Route[] = [
    { service: "smd", port: 27779, prefixes: ["/hsm/v2", "/inventory"] },
    { service: "opaal", port: 3333, prefixes: ["/token", "/keys"], credentialsRequiredAt: ["/token"] },
    { service: "bss", port: 27778, prefixes: ["/boot/v1", "/apis/bss"], stripPrefix: "/apis/bss" },
];

function lines(pattern: RegExp, routes = ROUTES): string[] {
    return haproxyConfig(routes, "info")
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => pattern.test(line));
}

describe("haproxy's configuration", () => {
    it("takes TLS 1.3 only, from those who name the server", () => {
        assert.deepEqual(lines(/ssl-min-ver/), ["ssl-default-bind-options ssl-min-ver TLSv1.3 no-tls-tickets"]);
        assert.deepEqual(lines(/^bind :443/), ["bind :443 ssl crt /etc/haproxy/certs/ strict-sni"]);
    });

    it("sends plain http to https", () => {
        assert.deepEqual(lines(/redirect/), ["http-request redirect scheme https code 308 unless { ssl_fc }"]);
    });

    it("starts while no service resolves, and finds them later", () => {
        assert.deepEqual(lines(/^default-server/), ["default-server init-addr last,libc,none resolvers docker"]);
    });

    it("passes each prefix on as a whole segment, the longest first", () => {
        const routes = [...ROUTES, { service: "special", port: 1, prefixes: ["/hsm/v2/special", "/a.b/"] }];
        assert.deepEqual(lines(/^use_backend/, routes), [
            "use_backend special if { path -i /hsm/v2/special } || { path_beg -i /hsm/v2/special/ }",
            "use_backend smd if { path -i /inventory } || { path_beg -i /inventory/ }",
            "use_backend bss if { path -i /apis/bss } || { path_beg -i /apis/bss/ }",
            "use_backend bss if { path -i /boot/v1 } || { path_beg -i /boot/v1/ }",
            "use_backend smd if { path -i /hsm/v2 } || { path_beg -i /hsm/v2/ }",
            "use_backend opaal if { path -i /token } || { path_beg -i /token/ }",
            "use_backend special if { path -i /a.b } || { path_beg -i /a.b/ }",
            "use_backend opaal if { path -i /keys } || { path_beg -i /keys/ }",
        ]);
    });

    it("answers 404 to all else", () => {
        assert.deepEqual(lines(/^default_backend/), ["default_backend none"]);
        assert.deepEqual(lines(/status 404/).length, 1);
    });

    it("refuses a caller without credentials before it chooses a service", () => {
        const config = haproxyConfig(ROUTES, "info");
        const denial = "http-request deny deny_status 401 if { path -i /token } !has-credentials";
        assert.ok(config.indexOf(denial) > 0 && config.indexOf(denial) < config.indexOf("use_backend"));
        assert.deepEqual(lines(/deny_status 401/), [`${denial} || { path_beg -i /token/ } !has-credentials`]);
        // An empty header is no credential.
        assert.deepEqual(lines(/^acl has-credentials/), ["acl has-credentials req.fhdr(authorization),length gt 0"]);
    });

    it("refuses a path with dot segments, which a service may take for another path", () => {
        const config = haproxyConfig(ROUTES, "info");
        const [, pattern = ""] = /deny_status 400 if \{ path,url_dec -m reg (\S+) \}/.exec(config) ?? [];
        const dotted = new RegExp(pattern);
        const refused = ["/keys/../token", "/..", "/keys/..", "/a/./b", ".."].filter((path) => !dotted.test(path));
        const passed = ["/keys", "/a.b/c", "/..a/b", "/a../b", "/...", "/a/.hidden"].filter((path) =>
            dotted.test(path),
        );
        assert.deepEqual([refused, passed], [[], []]);
        assert.ok(config.indexOf("deny_status 400") < config.indexOf("use_backend"));
    });

    it("denies nobody where no route asks for credentials", () => {
        assert.deepEqual(lines(/deny_status 401/, [{ service: "a", port: 1, prefixes: ["/a"] }]), []);
    });

    it("takes a prefix off, and leaves a path behind", () => {
        const [rewrite = ""] = lines(/replace-path/);
        const [, pattern = "", replacement = ""] = /^http-request replace-path (\S+) (\S+)$/.exec(rewrite) ?? [];
        assert.equal(replacement, String.raw`/\1`);
        const rewritten = (path: string) => path.replace(new RegExp(pattern), "/$1");
        assert.deepEqual(["/apis/bss/boot/v1", "/apis/bss", "/apis/bss/", "/boot/v1"].map(rewritten), [
            "/boot/v1",
            "/",
            "/",
            "/boot/v1",
        ]);
    });

    it("has a server for each service, by the name that its zone knows it by", () => {
        assert.deepEqual(lines(/^server /), [
            "server bss bss:27778",
            "server opaal opaal:3333",
            "server smd smd:27779",
        ]);
    });

    it("logs as much as it is told", () => {
        assert.match(haproxyConfig(ROUTES, "err"), /log stdout format raw local0 err\n/);
    });

    it("lets the sidecar hand in certificates", () => {
        assert.deepEqual(lines(/stats socket/), [`stats socket ${SOCKET} mode 660 level admin`]);
    });
});
