import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { PushedImage, type PushedImageArgs } from "../../../components/image/pushed-image";
import { WEB_SERVER_CONTEXT } from "../../../components/web/web-server-context";
import { imageIdOf } from "../../support/engine";
import { record } from "../../support/monitor";

const ARGS: PushedImageArgs = {
    image: { imageId: "sha256:0123" },
    registry: { address: "gitlab.example", credentials: { user: "student", token: "glpat-token" } },
    repository: "group/project/name",
};

const recordPushed = (args: Partial<PushedImageArgs> = {}, run?: "first preview") =>
    record(
        () => {
            const { reference, digest, imageId } = new PushedImage("img", { ...ARGS, ...args });
            return { reference, digest, imageId };
        },
        { run },
    );

describe("pushed image", () => {
    it("is known by its digest, under the path of a GitLab-style registry", async () => {
        const digest = imageIdOf("pushed img-push");
        assert.deepEqual((await recordPushed()).stackOutputs, {
            digest,
            imageId: "sha256:0123",
            reference: `gitlab.example/group/project/name@${digest}`,
        });
    });

    it("is built from a folder, and what is pushed is what was built", async () => {
        const recording = await recordPushed({ image: { context: WEB_SERVER_CONTEXT } });
        assert.equal(recording.the("image", "img").inputs.build?.context, WEB_SERVER_CONTEXT);
        const push = recording.the("push", "img-push");
        assert.equal(push.inputs.imageId, imageIdOf("img"));
        assert.deepEqual(recording.awaited(push, "image"), ["img"]);
    });

    it("keeps the token and the engine's keys secret", async () => {
        const engine = pulumi.secret({ host: "tcp://engine:2376", ca: "ca", cert: "cert", key: "key" });
        const push = (await recordPushed({ engine })).the("push", "img-push");
        assert.equal(push.inputs.token, "glpat-token");
        assert.deepEqual(push.secrets.filter((path) => /^(?:token|engine)$/.test(path)).sort(), ["engine", "token"]);
    });

    it("needs no user where everyone may push, and has the newest tag unless told otherwise", async () => {
        const push = (await recordPushed({ registry: { address: "hub:5000" } })).the("push", "img-push");
        const { repository, tag, user, token, engine } = push.inputs;
        assert.deepEqual(
            [repository, tag, user, token, engine],
            ["hub:5000/group/project/name", "latest", undefined, undefined, {}],
        );
    });

    it("has no digest before it was pushed", async () => {
        const { reference } = (await recordPushed({}, "first preview")).stackOutputs;
        assert.equal(reference, pulumi.runtime.unknownValue);
    });

    it("has in its state how its provider is found, and nothing of the provider's code", async () => {
        const push = (await recordPushed()).the("push", "img-push");
        // Resources of older releases have this line in their state: what it names must stay where it is.
        assert.equal(
            push.inputs.__provider,
            'require("tsx/cjs"); exports.handler = () => require("./components/dynamic/providers").providers["ImagePush"];',
        );
    });

    const refused: Record<string, [args: Partial<PushedImageArgs>, ...paths: string[]]> = {
        "a path in capitals": [{ repository: "Group/name" }, "repository"],
        "a path that begins with a slash": [{ repository: "/name" }, "repository"],
        "a path with a tag in it": [{ repository: "name:1" }, "repository"],
        "no path": [{ repository: "" }, "repository"],
        "a tag with a slash": [{ tag: "a/b" }, "tag"],
        "both at once": [{ repository: "A", tag: "-" }, "repository", "tag"],
    };
    for (const [what, [args, ...paths]] of Object.entries(refused)) {
        it(`refuses ${what}`, async () => {
            await assert.rejects(recordPushed(args), (error: pulumi.InputPropertiesError) => {
                assert.deepEqual(
                    error.errors?.map(({ propertyPath }) => propertyPath),
                    paths,
                );
                return true;
            });
        });
    }
});
