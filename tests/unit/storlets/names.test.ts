import assert from "node:assert/strict";

import { parseObjectName } from "../../../components/storlets/image-object-name";
import { checkNames } from "../../../components/storlets/loaded-image-provider";

describe("the name of an image object", () => {
    it("tells what the image has", () => {
        assert.deepEqual(parseObjectName("ubuntu_14.04_jre8_storlets.tar"), {
            os: "ubuntu_14.04",
            runtime: "jre8",
            image: "storlets",
        });
    });

    for (const wrong of [
        "service_tenant_image.tar",
        "ubuntu_14.04_storlets.tar",
        "ubuntu_14.04_jre8_storlets",
        "",
        "a/b.tar",
    ]) {
        it(`is not "${wrong}", which does not`, () => {
            assert.throws(() => parseObjectName(wrong), { name: "RangeError", message: new RegExp(`got "${wrong}"$`) });
        });
    }
});

describe("the name of an image", () => {
    it("that was loaded must end with what the metadata say, and be the one that is asked for", () => {
        const check = (names: string[], imageName: string) => () =>
            checkNames("docker_images/a.tar", names, imageName, "localhost:5001/a");
        assert.doesNotThrow(check(["localhost:5001/a:latest"], "a"));
        assert.throws(
            check(["localhost:5001/b:latest"], "a"),
            /holds localhost:5001\/b:latest, but its metadata say Image-Name: a/,
        );
        assert.throws(check(["localhost:5001/ba:latest"], "a"), /but its metadata say/);
        assert.throws(check(["other:5000/a:latest"], "a"), /holds other:5000\/a:latest, not localhost:5001\/a: say so/);
        assert.throws(check([], "a"), /holds an image without a name/);
    });
});
