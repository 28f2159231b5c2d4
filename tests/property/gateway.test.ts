import assert from "node:assert/strict";

import fc from "fast-check";

import { haproxyConfig } from "../../components/gateway/haproxy-config";
import { PATH_PREFIX, type Route, routeFaults } from "../../components/gateway/routes";
import { permutationOf } from "../support/arbitraries";

const segment = fc.stringMatching(/^[A-Za-z0-9._~-]{1,8}$/);
const prefix = fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([segments, slash]) => `/${segments.join("/")}${slash ? "/" : ""}`);

/** Routes of services with names of their own; their prefixes may clash. */
const routes: fc.Arbitrary<Route[]> = fc.uniqueArray(
    fc.record({
        service: fc.constantFrom("bss", "opaal", "smd"),
        port: fc.integer({ min: 1, max: 65535 }),
        prefixes: fc.array(prefix, { minLength: 1, maxLength: 4 }),
        credentialsRequiredAt: fc.array(prefix, { maxLength: 2 }),
    }),
    { selector: ({ service }) => service },
);
const possibleRoutes = routes.filter((all) => routeFaults(all).length === 0);

const normal = (path: string) => path.toLowerCase().replace(/\/$/, "");

describe("routes", () => {
    it("have as many faults as there are prefixes that were named before", () => {
        fc.assert(
            fc.property(routes, (all) => {
                const named = all.flatMap(({ prefixes }) => prefixes.map(normal));
                assert.equal(routeFaults(all).length, named.length - new Set(named).size);
            }),
        );
    });

    it("are refused for every text that is no path prefix", () => {
        fc.assert(
            fc.property(fc.string(), (text) => {
                const faults = routeFaults([{ service: "any", port: 1, prefixes: [text] }]);
                assert.equal(faults.length, PATH_PREFIX.test(text) ? 0 : 1);
            }),
        );
    });

    it("say nothing that the gateway's configuration would understand as more than a path", () => {
        fc.assert(fc.property(prefix, (path) => PATH_PREFIX.test(path) && !/[\s#"'{}\\$%]/.test(path)));
    });
});

describe("the gateway's configuration", () => {
    it("is the same for the same routes in any order", () => {
        const permuted = possibleRoutes.chain((all) => fc.tuple(fc.constant(all), permutationOf(all)));
        fc.assert(
            fc.property(permuted, ([written, other]) => {
                assert.equal(haproxyConfig(other, "info"), haproxyConfig(written, "info"));
            }),
        );
    });

    it("passes each path on to the service with the longest prefix of it", () => {
        const request = fc.tuple(
            possibleRoutes.filter((all) => all.length > 0),
            fc.nat(),
            fc.array(segment, { maxLength: 2 }),
        );
        fc.assert(
            fc.property(request, ([all, pick, rest]) => {
                const known = all.flatMap(({ service, prefixes }) => prefixes.map((path) => ({ service, path })));
                const { path: beginning = "" } = known[pick % known.length] ?? {};
                const path = [normal(beginning), ...rest].join("/");
                const longest = known
                    .filter((route) => `${path}/`.toLowerCase().startsWith(`${normal(route.path)}/`))
                    .sort((a, b) => normal(b.path).length - normal(a.path).length)[0];
                assert.equal(chosen(haproxyConfig(all, "info"), path), longest?.service);
            }),
        );
    });
});

/** The service that the configuration chooses for a path, read as haproxy reads it: the first rule that fits. */
function chosen(config: string, path: string): string | undefined {
    const rules = config.matchAll(/use_backend (\S+) if \{ path -i (\S+) \} \|\| \{ path_beg -i (\S+) \}/g);
    for (const [, service, exact = "", beginning = ""] of rules) {
        const asked = path.toLowerCase();
        if (asked === exact.toLowerCase() || asked.startsWith(beginning.toLowerCase())) {
            return service;
        }
    }
    return undefined;
}
