import { SECRET } from "../../policies/inputs";
import { state } from "../../scripts/review/preview";
import { Resources } from "../../scripts/review/resources";
import type { Recording } from "./recording";
import type { Registered } from "./registered";

/** What a program registered, as a preview tells of it: what is secret reads `[secret]`. */
export function asPreviewed({ resources }: Recording): Resources {
    return new Resources(
        resources.map(({ options: { protect, retainOnDelete }, ...resource }) =>
            state.parse({ ...resource, inputs: withoutSecrets(resource), protect, retainOnDelete }),
        ),
    );
}

function withoutSecrets({ inputs, secrets }: Pick<Registered, "inputs" | "secrets">): Record<string, unknown> {
    const hidden = (value: unknown, path: string): unknown => {
        if (secrets.includes(path)) {
            return SECRET;
        }
        if (Array.isArray(value)) {
            return value.map((item, index) => hidden(item, `${path}[${index}]`));
        }
        return typeof value === "object" && value !== null
            ? Object.fromEntries(
                  Object.entries(value).map(([key, item]) => [key, hidden(item, path === "" ? key : `${path}.${key}`)]),
              )
            : value;
    };
    return hidden(inputs, "") as Record<string, unknown>;
}
