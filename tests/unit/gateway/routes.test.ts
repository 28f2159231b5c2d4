import assert from "node:assert/strict";

import { PATH_PREFIX, routeFaults } from "../../../components/gateway/routes";

const route = (service: string, ...prefixes: string[]) => ({ service, port: 80, prefixes });

describe("route", () => {
    for (const prefix of ["/hsm/v2", "/a", "/a/", "/A-b_c.d~e/1"]) {
        it(`may be ${prefix}`, () => assert.match(prefix, PATH_PREFIX));
    }

    // Anything of the gateway's configuration language in a prefix would become part of the configuration.
    for (const prefix of [
        "",
        "/",
        "a",
        "//",
        "/a//b",
        "/a b",
        "/a\n",
        "/a}",
        "/{a",
        "/a#b",
        "/ä",
        "/a?b",
        "/%2e",
        "/a\\",
    ]) {
        it(`may not be ${JSON.stringify(prefix)}`, () => {
            assert.doesNotMatch(prefix, PATH_PREFIX);
            assert.deepEqual(routeFaults([route("a", prefix)]), [
                { path: ["a"], message: `route "${prefix}" is not a path prefix, write it like /hsm/v2` },
            ]);
        });
    }

    it("may be a part of another service's paths", () => {
        assert.deepEqual(routeFaults([route("a", "/x"), route("b", "/x/y"), route("c", "/xy")]), []);
    });

    it("belongs to one service", () => {
        assert.deepEqual(routeFaults([route("a", "/x"), route("b", "/y", "/x")]), [
            { path: ["b"], message: `route "/x" is claimed by a too, give it to one of them` },
        ]);
    });

    it("is the same in capitals and with a slash at its end", () => {
        const faults = routeFaults([route("a", "/x/y"), route("b", "/X/y"), route("c", "/x/y/")]);
        assert.deepEqual(
            faults.map(({ path }) => path),
            [["b"], ["c"]],
        );
    });

    it("is named once", () => {
        assert.deepEqual(routeFaults([route("a", "/x", "/x/")]), [
            { path: ["a"], message: `route "/x/" is there twice, remove one` },
        ]);
    });
});
