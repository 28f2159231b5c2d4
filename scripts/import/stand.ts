import { Failure } from "../failure";
import { previewSite } from "../review/run";
import { createStack } from "../stack/init";
import { type StackOptions, runPulumiHere } from "../stack/run";
import type { Snapshot } from "../stack/snapshot";
import { firstPart } from "./first-part";

/**
 * Brings up the part of a site that data is copied into. Where that stands already nothing is changed, so that what a
 * site has become since is not undone.
 */
export async function standFirstPart(options: StackOptions, snapshot: Snapshot | undefined): Promise<void> {
    if (snapshot === undefined) {
        await createStack(options);
    }
    const known = new Set((snapshot?.resources ?? []).map(({ urn }) => urn));
    const missing = firstPart(await previewSite(options)).filter((urn) => !known.has(urn));
    if (missing.length === 0) {
        return;
    }
    const up = ["up", "--yes", "--skip-preview", "--suppress-outputs"];
    const exitCode = await runPulumiHere([...up, ...missing.flatMap((urn) => ["--target", urn])], options);
    if (exitCode !== 0) {
        throw new Failure(
            `the database and the volumes of site ${options.stack} cannot be made: cure what Pulumi says above and ` +
                "run the same command again; nothing of the compose project was touched",
        );
    }
}
