import { inWords } from "./kind";
import type { Change, Plan } from "./plan";
import { membership } from "./zones";

/** Something about a resource that differs. Values are given where they are short, no secret and no hash. */
export interface Reason {
    /** What differs, in words. */
    readonly what: string;
    /** Which one of them, such as a variable or a file. @default - there is only one */
    readonly name?: string;
    readonly from?: string;
    readonly to?: string;
}

/** All that differs about a changed resource. Empty where it is new, goes, or follows another. */
export function reasonsOf(change: Change, plan: Plan): Reason[] {
    const { before, resource, inputs } = change;
    if (before === undefined || change.action === "delete") {
        return [];
    }
    return inputs.flatMap((input) => {
        const [from, to] = [before.state.inputs[input], resource.state.inputs[input]];
        return (special[input] ?? differences)(from, to, input, change, plan);
    });
}

type Compare = (from: unknown, to: unknown, input: string, change: Change, plan: Plan) => Reason[];

const special: Readonly<Record<string, Compare>> = {
    envs: variables,
    image: (from, to, input, { resource }, { after }) =>
        after.ingredients(resource, [input]).length > 0 ? [] : shown("image", undefined, from, to),
    // Only an engine that was asked anew says that something which must run does not.
    mustRun: (from, to) => shown("running", undefined, from ? "yes" : "no", to ? "yes" : "no"),
    keepers: () => [{ what: "rotation" }],
    name: (from, to, _, { resource }) =>
        resource.kind === "image" && isBuilt(resource.state.inputs)
            ? [{ what: "content" }]
            : shown("name", undefined, from, to),
    build: () => [],
    triggers: (_, to) => (to === undefined ? [] : [{ what: "base image" }]),
    networksAdvanced: (_from, _to, _input, { before, resource }, plan) => {
        const [old, now] = [before ? membership(plan.before, before) : [], membership(plan.after, resource)];
        return old.join() === now.join() ? [] : [{ what: "zones", from: old.join(", "), to: now.join(", ") }];
    },
    ports: () => [{ what: "published ports" }],
    uploads: files,
};

/** Whether an image is built, not pulled. */
export function isBuilt(inputs: Readonly<Record<string, unknown>>): boolean {
    return inputs["build"] !== undefined && inputs["build"] !== null;
}

function variables(from: unknown, to: unknown): Reason[] {
    if (!Array.isArray(from) || !Array.isArray(to)) {
        return [{ what: "secret variables" }];
    }
    const [old, now] = [from, to].map((list) => new Map((list as unknown[]).map(variable)));
    const names = [...new Set([...old!.keys(), ...now!.keys()])]
        .sort()
        .filter((name) => old!.get(name) !== now!.get(name));
    return names.flatMap((name) =>
        name === SECRET ? [{ what: "secret variables" }] : shown("variable", name, old!.get(name), now!.get(name)),
    );
}

function variable(entry: unknown): [name: string, value: string] {
    const [name = "", ...value] = String(entry).split("=");
    return [name, value.join("=")];
}

function files(from: unknown, to: unknown): Reason[] {
    if (!Array.isArray(from) || !Array.isArray(to)) {
        return [{ what: "files with secrets" }];
    }
    const content = (list: unknown[]) =>
        new Map((list as { file?: string }[]).map((item) => [item.file ?? "", JSON.stringify(item)]));
    const [old, now] = [content(from), content(to)];
    const names = [...new Set([...old.keys(), ...now.keys()])].sort();
    return names.filter((name) => old.get(name) !== now.get(name)).map((name) => ({ what: "file", name }));
}

/** Where two values differ, down to the lowest keys of maps. */
function differences(from: unknown, to: unknown, path: string): Reason[] {
    if (isMap(from) && isMap(to)) {
        const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
            .filter((key) => key !== "__defaults")
            .sort();
        return keys
            .filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
            .flatMap((key) => differences(from[key], to[key], key));
    }
    return shown(inWords(path), undefined, from, to);
}

const SECRET = "[secret]";
const LONGEST = 60;
/** Digests, ids, and what the CLI writes for a value that is not known yet. */
const hash = /[0-9a-f]{32}|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function shown(what: string, name: string | undefined, from: unknown, to: unknown): Reason[] {
    const [old, now] = [readable(from), readable(to)];
    return [{ what, name, ...(old === undefined || now === undefined ? {} : { from: old, to: now }) }];
}

/** A value in a few characters, `none` where there is none, undefined where it cannot or must not be shown. */
export function readable(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return "none";
    }
    const items: unknown[] = Array.isArray(value) ? value : [value];
    const text = items.every((item) => typeof item !== "object") ? items.join(" ") : SECRET;
    return text.length <= LONGEST && !text.includes(SECRET) && !hash.test(text) ? text : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
