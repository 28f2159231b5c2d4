import { type FaultCases, describeFaultCases } from "../../support/site-input";

const saying = (storlets: Record<string, unknown>): unknown => ({ environments: ["storlets"], storlets });
const GIVEN = { url: "http://swift.example.com/auth/v1.0", user: "service:swift", key: "a secret" };
const base = { object: "ubuntu_14.04_jre8_storlets.tar" };

const CASES: FaultCases = {
    "a Swift without the manager's image": [
        saying({ swift: GIVEN }),
        "storlets.base: is missing, name the object of the manager's image",
    ],
    "the manager's image without a Swift": [
        saying({ base }),
        "storlets.base: is of a Swift that is there already, give it as swift, or remove base",
    ],
    "Keystone without a project": [
        saying({ base, swift: { ...GIVEN, url: "https://keystone.example.com/v3" } }),
        "storlets.swift.project: is missing, Keystone needs it",
    ],
    "what is Keystone's to a Swift without": [
        saying({ base, swift: { ...GIVEN, project: "service" } }),
        "storlets.swift.project: is Keystone's, whose URL ends in /v3; remove it",
    ],
    "Keystone's old interface, without showing what may be secret": [
        saying({ base, swift: { ...GIVEN, url: "http://127.0.0.1:35357/v2.0", key: 17 } }),
        "storlets.swift.key: must be the user's key or password, got a value that may be secret",
        "storlets.swift.url: must be a URL that ends in /v1.0 for Swift's own tokens or in /v3 for Keystone's; OpenStack " +
            "has removed v2.0, got a value that may be secret",
    ],
    "an object that does not tell what it has": [
        saying({ swift: GIVEN, base: { object: "service_tenant_image.tar" } }),
        "storlets.base.object: must name system, version, run time and image such as ubuntu_14.04_jre8_storlets.tar, got " +
            '"service_tenant_image.tar"',
    ],
    "packages and a Dockerfile of its own": [
        saying({ image: { packages: ["ffmpeg"], context: "tenant" } }),
        "storlets.image.packages: are installed by the Dockerfile of image.context, name them there",
    ],
    "a package that is none, an image with capitals, and a folder elsewhere": [
        saying({ image: { packages: ["ffmpeg; rm"], name: "Tenant", context: "/etc" } }),
        'storlets.image.context: must be a folder of the project, got "/etc"',
        'storlets.image.name: must be lower-case letters and digits with dots, dashes or underscores between them, got "Tenant"',
        'storlets.image.packages[0]: must be a Debian package such as ffmpeg, got "ffmpeg; rm"',
    ],
};

describeFaultCases("a storlets site that says", CASES);
