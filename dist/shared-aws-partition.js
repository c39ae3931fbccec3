var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  partitionById: () => partitionById,
  partitionOfRegion: () => partitionOfRegion,
  partitions: () => partitions
});
module.exports = __toCommonJS(stdin_exports);
// src/aws/partition.ts
var commercial = {
  id: "aws",
  regionPattern: /^/,
  defaultRegion: "us-east-1",
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws"
};
var partitions = [
  {
    id: "aws-cn",
    regionPattern: /^cn-/,
    defaultRegion: "cn-northwest-1",
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn"
  },
  {
    id: "aws-us-gov",
    regionPattern: /^us-gov-/,
    defaultRegion: "us-gov-west-1",
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws"
  },
  {
    id: "aws-eusc",
    regionPattern: /^eusc-/,
    defaultRegion: "eusc-de-east-1",
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu"
  },
  {
    id: "aws-iso",
    regionPattern: /^us-iso-/,
    defaultRegion: "us-iso-east-1",
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov"
  },
  {
    id: "aws-iso-b",
    regionPattern: /^us-isob-/,
    defaultRegion: "us-isob-east-1",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud"
  },
  {
    id: "aws-iso-e",
    regionPattern: /^eu-isoe-/,
    defaultRegion: "eu-isoe-west-1",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk"
  },
  {
    id: "aws-iso-f",
    regionPattern: /^us-isof-/,
    defaultRegion: "us-isof-south-1",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov"
  },
  commercial
];
function partitionOfRegion(region) {
  return partitions.find(({ regionPattern }) => regionPattern.test(region)) ?? commercial;
}
function partitionById(id) {
  return partitions.find((partition) => partition.id === id);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  partitionById,
  partitionOfRegion,
  partitions
});
