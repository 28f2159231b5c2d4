import { SECRET } from "../../policies/inputs";
import { Resources } from "../../scripts/review/resources";
import type { Recording } from "./recording";
import type { Registered } from "./registered";

/** What a program registered, as a preview tells of it: what is secret reads `[secret]`. */
export function asPreviewed({ resources }: Recording): Resources {
    return new Resources(
        resources.map((resource) => ({
            urn: resource.urn,
            type: resource.type,
            id: "",
            custom: resource.custom,
            inputs: withoutSecrets(resource),
            outputs: {},
            parent: resource.parent,
            provider: resource.provider,
            dependencies: [...resource.dependencies],
            propertyDependencies: Object.fromEntries(
                Object.entries(resource.propertyDependencies).map(([input, urns]) => [input, [...urns]]),
            ),
            protect: resource.options.protect ?? false,
            retainOnDelete: resource.options.retainOnDelete ?? false,
        })),
    );
}

function withoutSecrets({ inputs, secrets }: Registered): Record<string, unknown> {
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
