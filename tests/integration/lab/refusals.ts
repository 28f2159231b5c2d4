import assert from "node:assert/strict";

import { type ImagePushInputs, imagePushProvider } from "../../../components/image/image-push-provider";
import { run } from "../../../scripts/toolchain/run";
import type { LabSite } from "../../support/lab-site";

/** Pushes by the lab's engine that must fail, and how. */
export function describeRefusals(lab: () => LabSite): void {
    describe("says what is wrong with a push", () => {
        let inputs: ImagePushInputs;
        before(async () => {
            const { registry, engine, image } = await lab().outputs();
            const docker = await lab().engine();
            const { Id: imageId } = await docker.getImage(image).inspect();
            const { user, token } = registry;
            const repository = `${registry.address}/devops-s23/refused`;
            inputs = {
                imageId,
                repository,
                tag: "latest",
                user,
                token,
                engine: { host: engine.env.DOCKER_HOST, ...engine.client },
            };
        });

        const refused = (differing: Partial<ImagePushInputs>, words: RegExp): Promise<void> =>
            assert.rejects(imagePushProvider.create({ ...inputs, ...differing }), words);

        it("with a wrong token: the user, and status 401", async () => {
            await refused({ token: "wrong" }, /registry:5000 refuses user "student" \(status 401/);
        });

        it("without a token: that one is wanted", async () => {
            await refused(
                { user: undefined, token: undefined },
                /registry:5000 wants a user and a token \(status 401\)/,
            );
        });

        it("to a registry whose authority is not known: x509, and where its certificate belongs", async () => {
            const network = `${lab().site.options.stack}-lab-registries`;
            const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
            const address = await run("docker", ["inspect", "--format", format, lab().site.container("registry")]);
            await refused(
                { repository: `${address}:5000/devops-s23/refused` },
                new RegExp(`put .* into /etc/docker/certs\\.d/${address}:5000/ca\\.crt .*x509`),
            );
        });

        it("to the mirror: that it is one", async () => {
            await refused(
                { repository: "mirror:5000/library/refused" },
                /mirror:5000 is a mirror, which takes no pushes/,
            );
        });

        it("to a name that means nothing to the engine: that it must", async () => {
            await refused(
                { repository: "nowhere.invalid:5000/refused" },
                /the engine cannot resolve nowhere\.invalid:5000/,
            );
        });

        it("to a registry that does not run: that it does not answer", async () => {
            await refused({ repository: "registry:5999/refused" }, /registry:5999 does not answer the engine/);
        });

        it("and leaves no name behind on the engine", async () => {
            const images = await (await lab().engine()).listImages();
            const names = images.flatMap(({ RepoTags }) => RepoTags ?? []);
            assert.deepEqual(
                names.filter((name) => name.includes("refused")),
                [],
            );
        });
    });
}
