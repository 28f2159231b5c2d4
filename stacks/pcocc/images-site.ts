import { z } from "zod";

import { listedName } from "../../components/image/image-name";
import { imageNames } from "../../images/catalogue";
import { imagePath, matching } from "../formats";
import type { SiteFault } from "../site-faults";

const folder = matching(
    /^(?!.*(?:^|\/)\.\.(?:\/|$))[\w.-][\w./-]{0,1023}$/,
    "must be a folder relative to the project's, such as images/hello",
);
const dockerName = matching(
    /^(?=.{1,255}$)[a-z0-9]+(?:(?:[./]|__?|-+)[a-z0-9]+)*(?::\w[\w.-]{0,127})?$/,
    "must be a name of an image such as busybox or tools:1.2",
);
const runName = matching(
    /^[a-z][a-z0-9-]{0,30}$/,
    "must be up to 31 lower-case letters, digits and dashes, a letter first",
);

/** Where an image of the repository comes from, in one of three ways. */
const image = z.strictObject({
    /** An image of this project, pushed by the site's own engine: how the first image gets into the repository. */
    catalogue: z.enum(imageNames).optional(),
    /** Folder with a Dockerfile, built in the job's engine. */
    build: folder.optional(),
    /** Another image of the repository with some commands on top. */
    edit: z
        .strictObject({
            from: imagePath,
            commands: z
                .array(matching(/\S/, "must be a shell command"), { error: "must be a list of shell commands" })
                .min(1, { error: "must have at least one command" }),
        })
        .optional(),
});

/** What a site says of the images of a job, of their way between repository and engine, and of what runs. */
export const imagesShape = {
    /** Images of the repository, by name. */
    images: z.record(imagePath, image).default({}),
    /** Images of the repository that the engine has, by their names in the engine. */
    exports: z.record(dockerName, imagePath).default({}),
    /** What runs once in the engine, by name. */
    runs: z
        .record(
            runName,
            z.strictObject({
                /** Name of an image in the engine, or of one of the repository that was built there. */
                image: z.string({ error: "must be the name of an image" }),
                command: z.array(z.string({ error: "must be a text" })).optional(),
            }),
        )
        .default({}),
};

export type ImagesSite = z.output<z.ZodObject<typeof imagesShape>>;

/** Faults in what images are made of and in where they go, which no single value shows. */
export function imageFaults({ images, exports: exported, runs }: ImagesSite): SiteFault[] {
    const fault = (path: PropertyKey[], message: string): SiteFault => ({ path, message });
    const known = Object.keys(images).sort();
    const unknown = (name: string): string =>
        `"${name}" is no image of the repository, which has: ${known.join(", ") || "none"}`;
    const inEngine = new Set(Object.keys(exported).map(listedName));
    return [
        ...Object.entries(images).flatMap(([name, { catalogue, build, edit }]) => {
            const ways = [catalogue, build, edit].filter((way) => way !== undefined).length;
            return [
                ...(ways === 1 ? [] : [fault(["images", name], "must have exactly one of catalogue, build and edit")]),
                ...editFaults(name, edit?.from, images).map((message) =>
                    fault(["images", name, "edit", "from"], message),
                ),
            ];
        }),
        ...Object.entries(exported)
            .filter(([, source]) => !Object.hasOwn(images, source))
            .map(([name, source]) => fault(["exports", name], unknown(source))),
        ...Object.entries(runs)
            .filter(([, { image: name }]) => !inEngine.has(listedName(name)) && !isMadeInEngine(name, images))
            .map(([run, { image: name }]) =>
                fault(
                    ["runs", run, "image"],
                    Object.hasOwn(images, name)
                        ? `"${name}" is in the repository but not in the engine, name it under exports`
                        : unknown(name),
                ),
            ),
    ];

    function editFaults(name: string, from: string | undefined, all: ImagesSite["images"]): string[] {
        if (from === undefined) {
            return [];
        }
        if (from === name) {
            return [`"${name}" cannot be edited in place, give the edited image another name`];
        }
        if (!Object.hasOwn(all, from)) {
            return [unknown(from)];
        }
        return isMadeOf(from, name, all) ? [`"${from}" is itself made from "${name}"`] : [];
    }
}

/** Whether an image is built or edited in the job's engine, and is there for that reason. */
export function isMadeInEngine(name: string, images: ImagesSite["images"]): boolean {
    return Object.hasOwn(images, name) && images[name]?.catalogue === undefined;
}

/** Whether an image is edited from another one, or from one that is. */
function isMadeOf(name: string, origin: string, images: ImagesSite["images"], steps = 100): boolean {
    const from = Object.hasOwn(images, name) ? images[name]?.edit?.from : undefined;
    return from !== undefined && steps > 0 && (from === origin || isMadeOf(from, origin, images, steps - 1));
}
