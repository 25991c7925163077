/** The stubs that can be printed, each with its file name and what it is for. */
export const stubs = {
  'property-overrides': {
    file: 'property-overrides.yml',
    section: 'property_overrides',
    title: "property-overrides stub for Diego's generator",
    use: "-p of diego-release's scripts/generate-deployment-manifest",
  },
  'cf-properties': {
    file: 'cf-properties.yml',
    section: 'properties',
    title: "properties stub for cf-release's generator",
    use: "the last argument of cf-release's scripts/generate_deployment_manifest",
  },
  'iaas-settings': {
    file: 'iaas-settings.yml',
    section: 'iaas_settings',
    title: "iaas-settings stub for Diego's generator",
    use: "-i of diego-release's scripts/generate-deployment-manifest",
  },
} as const;

export type StubName = keyof typeof stubs;
