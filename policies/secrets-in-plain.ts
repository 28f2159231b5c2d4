import type { Resource } from "../scripts/review/resources";
import { mapOf, textOf } from "./inputs";
import type { Breach, Rule } from "./rule";

/** Names of what is secret: `DATABASE_PASSWORD`, `--token`, `privateKeyPem`. */
const SECRET_NAME =
    /(?:pass(?:word|wd|phrase)?|secret|token|credentials?|(?:api|private|access)[-_]?key(?:[-_]?pem)?)$/i;

/** A private key, in the form in which programs read it. */
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** A URL with a password. */
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:(?![$<{])[^\s/@]+@/i;

/** `name=value`, `name: value` or `--name=value` on a line of a file or as an argument, a name in quotes or not. */
const ASSIGNMENT = /^[\s,{]*(?:export\s+|-{0,2})["']?([\w.-]{1,80})["']?\s*[:=]\s*(.*)$/;

/** No secret itself: nothing, a reference to a variable or file, a switch, a small number, or how long one is valid. */
const NO_SECRET =
    /^["']?(?:$|[$/{[(<|>~%]|(?:true|false|yes|no|none|null)\b|(?:\d{1,3}|(?:\d{1,6}(?:h|m|s|ms))+)["',;]*$)/i;

export const secretsInPlain: Rule = {
    name: "secrets-in-plain",
    description: "nothing that is secret by its name or its shape is declared in plain",
    seesSecrets: true,
    check: (resources) =>
        resources.all.flatMap((resource) =>
            [...found(resource.state.inputs, [])].map(({ where, what }) => breach(resource, where, what)),
        ),
};

interface Found {
    readonly where: readonly string[];
    /** What is there; never its value. */
    readonly what: string;
}

function breach(resource: Resource, where: readonly string[], what: string): Breach {
    const message = `has ${what} in plain, in ${where.join(".")}: wrap it with \`pulumi.secret\` where it comes from`;
    return { resource, message };
}

/** Goes through all texts of an input. */
function* found(value: unknown, where: readonly string[]): Generator<Found> {
    const text = textOf(value);
    if (text !== undefined) {
        yield* inText(text, where);
    } else if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) {
            yield* found(item, [...where, String(index)]);
            yield* afterFlag(value[index - 1], item, [...where, String(index)]);
        }
    } else {
        for (const [key, inner] of Object.entries(labelled(mapOf(value)))) {
            // Texts by which a provider knows how to load itself, and a hash of what is secret, are no secrets.
            if (!key.startsWith("__")) {
                yield* found(inner, [...where, key]);
            }
        }
    }
}

/** A label `{ label, value }` as `{ <label>: value }`, and the path of an upload in place of the word `content`. */
function labelled(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { label, value, file, content, contentBase64 } = map;
    if (typeof label === "string") {
        return { [label]: value };
    }
    return typeof file === "string" ? { [file]: content, [`${file} (base64)`]: contentBase64 } : map;
}

function* inText(text: string, where: readonly string[]): Generator<Found> {
    const name = where.at(-1) ?? "";
    const plain = /\(base64\)$|^data$/.test(name) ? Buffer.from(text, "base64").toString("latin1") : text;
    if (PRIVATE_KEY.test(plain)) {
        yield { where, what: "a private key" };
        return;
    }
    if (URL_WITH_PASSWORD.test(plain)) {
        yield { where, what: "a URL with a password" };
    }
    if (SECRET_NAME.test(name) && !NO_SECRET.test(plain)) {
        yield { where, what: "a secret" };
        return;
    }
    const assigned = plain.split("\n").flatMap((line) => {
        const [, key = "", assignedValue = ""] = ASSIGNMENT.exec(line) ?? [];
        return SECRET_NAME.test(key) && !NO_SECRET.test(assignedValue) ? [key] : [];
    });
    for (const key of new Set(assigned)) {
        yield { where, what: key };
    }
}

/** `--password` and the argument behind it. */
function* afterFlag(flag: unknown, value: unknown, where: readonly string[]): Generator<Found> {
    const [name, text] = [textOf(flag) ?? "", textOf(value)];
    if (/^--?[\w-]+$/.test(name) && SECRET_NAME.test(name) && text !== undefined && !NO_SECRET.test(text)) {
        yield { where, what: name };
    }
}
