import type { PolicyResource } from "@pulumi/policy";

import { type State, state } from "../scripts/review/preview";
import { Resources } from "../scripts/review/resources";
import { UNKNOWN } from "./inputs";

/** What Pulumi's policy engine tells of a stack, in the form in which a preview tells it. */
export function resourcesOf(told: readonly PolicyResource[]): Resources {
    return new Resources(told.map(stateOf));
}

function stateOf({
    urn,
    type,
    props,
    parent,
    opts,
    dependencies,
    propertyDependencies,
    provider,
}: PolicyResource): State {
    return state.parse({
        urn,
        type,
        custom: provider !== undefined || type.startsWith("pulumi:providers:"),
        inputs: known(props) as Record<string, unknown>,
        parent: parent?.urn ?? "",
        provider: provider?.urn ?? "",
        dependencies: dependencies.map((it) => it.urn),
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([input, from]) => [input, from.map((it) => it.urn)]),
        ),
        protect: opts.protect,
    });
}

/** A copy in which what is not known yet is a value like any other; the original throws where it is read. */
function known(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return Array.from({ length: value.length }, (_, index) =>
            read(value as unknown as Record<string, unknown>, index),
        );
    }
    return Object.fromEntries(Object.keys(value).map((key) => [key, read(value as Record<string, unknown>, key)]));
}

function read(map: Record<string | number, unknown>, key: string | number): unknown {
    let inner: unknown;
    try {
        inner = map[key];
    } catch {
        return UNKNOWN;
    }
    return known(inner);
}
