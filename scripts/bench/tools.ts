import * as path from "node:path";

import { Failure } from "../failure";
import { compose } from "../toolchain/compose";
import { type GoModule, buildGo } from "../toolchain/go";
import { dockerProvider, dockerProviderVersion, opentofu } from "../toolchain/opentofu";
import { silent } from "../toolchain/progress";
import { run, tryRun } from "../toolchain/run";
import type { RivalName } from "./results";
import type { TofuTools } from "./rivals/tofu-rival";

/** Programs of the rivals that are measured, and what must be built to have them. */
export interface ToolsWanted {
    readonly rivals: readonly RivalName[];
    /** Program of OpenTofu or Terraform that is on this machine. @default - it is built */
    readonly tofu: string | undefined;
    readonly modules: readonly GoModule[];
}

/** Programs of the rivals, each undefined where it is not wanted. */
export interface Tools {
    readonly compose: string | undefined;
    readonly tofu: TofuTools | undefined;
    /** Versions, by program. */
    readonly versions: Readonly<Record<string, string>>;
}

/**
 * @param given Program to use as OpenTofu. @default - `tofu` on PATH, else OpenTofu is built
 * @throws Failure where it cannot be run.
 */
export async function wantedTools(rivals: readonly RivalName[], given: string | undefined): Promise<ToolsWanted> {
    if (given !== undefined && (await tryRun(given, ["version"])) === undefined) {
        throw new Failure(`--tofu ${given} cannot be run: give a program of OpenTofu or Terraform, or leave it out`);
    }
    const found = given ?? ((await tryRun("tofu", ["version"])) === undefined ? undefined : "tofu");
    return {
        rivals,
        tofu: found,
        modules: [
            ...(rivals.includes("compose") ? [compose] : []),
            ...(rivals.includes("opentofu") ? [...(found === undefined ? [opentofu] : []), dockerProvider] : []),
        ],
    };
}

/** The programs, once what they need was built. */
export async function findTools({ rivals, tofu }: ToolsWanted): Promise<Tools> {
    const composeProgram = rivals.includes("compose") ? await built(compose, "cmd") : undefined;
    const tofuTools = rivals.includes("opentofu") ? await findTofu(tofu) : undefined;
    return {
        compose: composeProgram,
        tofu: tofuTools,
        versions: {
            ...(composeProgram && { "Docker Compose": await firstLine(composeProgram, ["version", "--short"]) }),
            ...(tofuTools && {
                ...(await tofuVersion(tofuTools.program)),
                "its Docker provider": tofuTools.providerVersion,
            }),
        },
    };
}

async function findTofu(found: string | undefined): Promise<TofuTools> {
    return {
        program: found ?? (await built(opentofu, "tofu")),
        provider: await built(dockerProvider, "terraform-provider-docker"),
        providerVersion: dockerProviderVersion(dockerProvider.module).slice(1),
    };
}

async function built(module: GoModule, name: string): Promise<string> {
    return path.join(await buildGo(module, silent), "bin", name);
}

async function firstLine(program: string, args: readonly string[]): Promise<string> {
    return (await run(program, args)).trim().split("\n")[0]!;
}

/** As it calls itself, maybe after a warning: `OpenTofu v1.2.3` or `Terraform v1.2.3`. */
async function tofuVersion(program: string): Promise<Record<string, string>> {
    const [, name, version] = /^(OpenTofu|Terraform) v(\S+)$/m.exec(await run(program, ["version"])) ?? [];
    if (name === undefined || version === undefined) {
        throw new Failure(`${program} is neither OpenTofu nor Terraform: give another one by --tofu, or leave it out`);
    }
    return { [name]: version };
}
