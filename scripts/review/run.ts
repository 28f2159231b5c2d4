import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { Failure } from "../failure";
import { withHint } from "../stack/pulumi-hint";
import { type PulumiResult, type StackOptions, runPulumi } from "../stack/run";
import { readSnapshot, writeEmptySnapshot } from "../stack/snapshot";
import { keepsOwnState } from "../stack/state";
import { type Preview, readPreview } from "./preview";

/** What Pulumi is asked: what an update would do, or what removing the site would. */
export type Question = "preview" | "destroy";

/**
 * Previews a site, with all that stays the same. A site that was never brought up is previewed against a state of its
 * own that is thrown away, so that nobody needs to create a stack in order to review it.
 *
 * @param args Further arguments of `pulumi preview`.
 * @throws Failure with what Pulumi said where it gave no preview, as when the passphrase is not the right one.
 */
export async function previewSite(
    options: StackOptions,
    question: Question = "preview",
    args: readonly string[] = [],
): Promise<Preview> {
    const result = (await isKnownNew(options)) ? undefined : await ask(options, question, args);
    if (result === undefined || result.stderr.includes("no stack named")) {
        return fromNothing(options, question, args);
    }
    return previewIn(result, options);
}

/** Our own state is looked at as a file; whether another's knows the stack, Pulumi says. */
async function isKnownNew(options: StackOptions): Promise<boolean> {
    return keepsOwnState() && (await readSnapshot(options)) === undefined;
}

function ask(options: StackOptions, question: Question, args: readonly string[]): Promise<PulumiResult> {
    const command = question === "destroy" ? ["destroy", "--preview-only"] : ["preview"];
    return runPulumi([...command, "--json", "--show-sames", ...args], options);
}

async function fromNothing(options: StackOptions, question: Question, args: readonly string[]): Promise<Preview> {
    const state = mkdtempSync(path.join(tmpdir(), "hpc-stacks-preview-"));
    const backend = process.env.PULUMI_BACKEND_URL;
    delete process.env.PULUMI_BACKEND_URL;
    try {
        const aside = { ...options, state };
        writeEmptySnapshot(aside);
        return previewIn(await ask(aside, question, args), options);
    } finally {
        if (backend !== undefined) {
            process.env.PULUMI_BACKEND_URL = backend;
        }
        rmSync(state, { recursive: true, force: true });
    }
}

/** @throws Failure where Pulumi gave none. */
export function previewIn({ stdout, stderr, exitCode }: PulumiResult, { stack }: StackOptions): Preview {
    const preview = readPreview(stdout);
    const failed = preview?.diagnostics.some(({ severity }) => severity === "error") ?? false;
    if (preview === undefined || (exitCode !== 0 && !failed)) {
        throw new Failure(`site ${stack} cannot be previewed:\n${withHint(stderr || stdout)}`);
    }
    return preview;
}
