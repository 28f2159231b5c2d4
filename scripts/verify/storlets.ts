import { SwiftSession } from "../../components/swift/swift-session";
import { IMAGE_NAME_HEADER } from "../../components/storlets/image-object-provider";
import { Failure } from "../failure";
import { type StorletsOutputs, storletsOutputs } from "../stack/outputs";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { environmentEngine } from "../stack/stack-engines";
import { type Check, compare } from "./check";
import { checkPublished } from "./mounts";
import { runningServices } from "./services";

/** Everything that must hold of a stack's storlets environment, measured. */
export async function verifyStorlets(options: StackOptions): Promise<Check[]> {
    const { storlets: site } = loadSite(options.stack, options.file);
    if (site === undefined) {
        throw new Failure(`site ${options.stack} has no storlets environment`);
    }
    const { stack } = options;
    const outputs = await storletsOutputs(options);
    const services =
        site.swift === undefined
            ? await runningServices({ stack, environment: "storlets" }, await environmentEngine("storlets", options))
            : [];
    return [
        ...services.map(({ service, healthy }) => compare(`${service} is healthy`, true, healthy)),
        ...(site.swift === undefined ? [checkPublished(services, ["swift"])] : []),
        ...(await checkImage(outputs)),
        ...(await checkAccess(outputs)),
    ];
}

/** The image is in Swift as it was uploaded. */
async function checkImage({ swift, deployRequest }: StorletsOutputs): Promise<Check[]> {
    const { container, object, etag, imageName, size } = deployRequest;
    const headers = await (await SwiftSession.open(swift)).head(`${container}/${object}`);
    return [
        compare(`${container} has ${object}`, true, headers !== undefined),
        compare(
            `${object} is what was uploaded`,
            [etag, String(size)],
            [headers?.get("ETag"), headers?.get("Content-Length")],
        ),
        compare(`${object} says which image it has`, imageName, headers?.get(IMAGE_NAME_HEADER)),
    ];
}

/** The storlet manager gets in, and a wrong key does not. */
async function checkAccess({
    swift,
    manager,
    deployRequest: { account, container },
}: StorletsOutputs): Promise<Check[]> {
    const refused = await SwiftSession.open({ ...swift, key: `not ${swift.key}` }).then(
        () => false,
        (error: Error) => /status 401/.test(error.message),
    );
    const checks = [compare("a wrong key is refused", true, refused)];
    if (manager === undefined) {
        return checks;
    }
    const session = (await SwiftSession.open(manager)).inAccount(account);
    const found = await session.head(container);
    return [...checks, compare(`the storlet manager may read ${container}`, true, found !== undefined)];
}
