import { z } from "zod";

import { DURATION, seconds } from "../components/duration";
import { IMAGE_PATH } from "../components/image/image-name";

/** A text of a certain form; `error` says in words what it must be. */
export function matching(form: RegExp, error: string): z.ZodString {
    return z.string({ error }).regex(form, { error });
}

/** A whole number in certain bounds. */
export function whole(min: number, max: number, error: string): z.ZodInt {
    return z.int({ error }).min(min, { error }).max(max, { error });
}

export const port = whole(1, 65535, "must be a port, a whole number from 1 to 65535");

/** A length of time, of at least so many seconds. */
export function duration(shortest: number, error: string): z.ZodString {
    return matching(DURATION, "must be a length of time such as 90s, 5m or 1h30m").refine(
        (text) => !DURATION.test(text) || seconds(text) >= shortest,
        { error },
    );
}

// No two parts of these patterns can match the same text, so that they answer at once whatever they are given.
const REGISTRY = "[a-z0-9]+(?:(?:\\.|-+)[a-z0-9]+)*:\\d{1,5}/";
const NAME = "[a-z0-9]+(?:(?:[./]|__?|-+)[a-z0-9]+)*";
const TAG = ":\\w[\\w.-]{0,127}";
const DIGEST = "@sha256:[0-9a-f]{64}";

/** `name:tag`, `name@sha256:…` or both, with or without a registry; a bare name would mean whatever is newest. */
export const imageReference = matching(
    new RegExp(`^(?=.{1,512}$)(?:${REGISTRY})?${NAME}(?:${TAG}(?:${DIGEST})?|${DIGEST})$`),
    "must be an image reference such as name:tag@sha256:…",
);

/** Path of an image inside a registry, such as `group/project/name`. */
export const imagePath = matching(IMAGE_PATH, "must be lower-case names joined by slashes such as group/project/name");

/** `host` or `host:port` of a registry. */
export const registryAddress = matching(
    /^(?=.{1,259}$)[a-z0-9]+(?:(?:\.|-+)[a-z0-9]+)*(?::\d{1,5})?$/,
    "must be a registry's host or host:port in lower case",
);

/** `unix:///…`, `tcp://…` or `ssh://…`. */
export const engineHost = matching(
    /^(?:unix:\/\/\/\S+|tcp:\/\/[^\s/]+:\d{1,5}|ssh:\/\/\S+)$/,
    "must be unix:///path, tcp://host:port or ssh://user@host",
).refine((host) => port.safeParse(Number(/^tcp:.*:(\d+)$/.exec(host)?.[1] ?? 1)).success, {
    error: "must have a port from 1 to 65535",
    abort: true,
});

/** Lower case, each part up to 63 characters, more than one part, the last one with a letter in front. */
export const domain = matching(
    /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
    "must be a DNS name in lower case such as demo.openchami.cluster",
);
