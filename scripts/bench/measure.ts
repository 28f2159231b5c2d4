import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { type ImageName, recipes } from "../../images/catalogue";
import { usePulumi } from "../stack/run";
import { buildImages } from "../toolchain/catalogue-images";
import { engineHost } from "../toolchain/engine";
import { Timings } from "../toolchain/progress";
import { run } from "../toolchain/run";
import { setup } from "../toolchain/setup";
import { type Setting, compare, stepsOf } from "./compare";
import { removeObjects } from "./engine-objects";
import { commonVersions, machine } from "./machine";
import { Progress } from "./progress";
import { type Case, type Results, type RivalName, Samples } from "./results";
import { measureStartUps, startUps } from "./start-up";
import { type Subject, openChamiImages, openChamiSubject, plainServicesSubject, servicesImage } from "./subjects";
import { findTools, wantedTools } from "./tools";

/** How much is measured. */
export interface Extent {
    readonly cases: readonly Case[];
    readonly rivals: readonly RivalName[];
    /** Numbers of plain services. */
    readonly sizes: readonly number[];
    readonly runs: number;
    /** Runs with more than `LARGE` services. */
    readonly runsLarge: number;
    /** Program of OpenTofu or Terraform. @default - found or built */
    readonly tofu?: string;
    /** Port of this machine for OpenCHAMI's gateway. */
    readonly port: number;
    /** Folder for CPU profiles. @default - none are kept */
    readonly profile?: string;
}

const LARGE = 100;

/**
 * Measures everything, on a machine that is made ready first, and removes all that it has made.
 *
 * @param save Is given what is known so far when it ends before its time.
 */
export async function measure(
    extent: Extent,
    signal: AbortSignal,
    save: (partial: Results) => Promise<void>,
): Promise<Results> {
    const { cases, rivals, sizes, runs, runsLarge } = extent;
    const images = imagesOf(cases);
    const wanted = await wantedTools(cases.some((it) => it !== "start-up") ? rivals : [], extent.tofu);
    const engine = await engineHost(undefined);
    const pulumi = await setup({ engine, images: withBases(images), modules: wanted.modules }, new Timings());
    usePulumi(pulumi);
    const tools = await findTools(wanted);
    const about = {
        date: new Date().toISOString().slice(0, 10),
        machine: await machine(),
        tools: { ...(await commonVersions(pulumi.version)), ...tools.versions },
    };

    const stack = `bench-${randomBytes(3).toString("hex")}`;
    const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-bench-"));
    const samples = new Samples();
    const results = (): Results => ({ ...about, results: samples.results() });
    try {
        signal.throwIfAborted();
        console.error("Building images");
        await buildImages(images, stack, stack);
        const image = await imageId(`${stack}/${servicesImage}`, images);
        const subjects: Subject[] = [
            ...(cases.includes("openchami") ? [openChamiSubject(stack, extent.port, runs)] : []),
            ...(cases.includes("services")
                ? sizes.map((size) => plainServicesSubject(image, size, size > LARGE ? runsLarge : runs))
                : []),
        ];
        const starts = cases.includes("start-up") ? startUps(sizes, rivals) : [];
        const steps =
            subjects.reduce((sum, subject) => sum + stepsOf(subject, rivals), 0) +
            starts.length * (runs + (extent.profile === undefined ? 0 : 1));
        const progress = new Progress(steps);
        const setting: Setting = { stack, folder, engine, ...tools, rivals, samples, progress, signal };
        await measureStartUps(starts, runs, image, setting, extent.profile);
        for (const subject of subjects) {
            await compare(subject, setting);
        }
    } catch (error) {
        await save(results());
        throw error;
    } finally {
        await removeObjects(stack, ["container", "network", "volume", "image"]);
        rmSync(folder, { recursive: true, force: true });
    }
    return results();
}

function imagesOf(cases: readonly Case[]): ImageName[] {
    return [
        ...(cases.includes("openchami") ? openChamiImages : []),
        ...(cases.some((it) => it !== "openchami") ? [servicesImage] : []),
    ];
}

function withBases(images: readonly ImageName[]): ImageName[] {
    const bases = images.flatMap((image) => recipes[image].base ?? []);
    return [...new Set([...bases, ...images])];
}

/** Id of an image, empty where it is not among those that were built. */
async function imageId(reference: string, images: readonly ImageName[]): Promise<string> {
    return images.includes(servicesImage)
        ? (await run("docker", ["image", "inspect", "--format", "{{.Id}}", reference])).trim()
        : "";
}
