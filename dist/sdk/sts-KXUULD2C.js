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
  $Command: () => import_chunk_V6LNCII3.Command,
  AssumeRole$: () => import_chunk_NCLW5S7J.AssumeRole$,
  AssumeRoleCommand: () => import_chunk_NCLW5S7J.AssumeRoleCommand,
  AssumeRoleRequest$: () => import_chunk_NCLW5S7J.AssumeRoleRequest$,
  AssumeRoleResponse$: () => import_chunk_NCLW5S7J.AssumeRoleResponse$,
  AssumeRoleWithWebIdentity$: () => import_chunk_NCLW5S7J.AssumeRoleWithWebIdentity$,
  AssumeRoleWithWebIdentityCommand: () => import_chunk_NCLW5S7J.AssumeRoleWithWebIdentityCommand,
  AssumeRoleWithWebIdentityRequest$: () => import_chunk_NCLW5S7J.AssumeRoleWithWebIdentityRequest$,
  AssumeRoleWithWebIdentityResponse$: () => import_chunk_NCLW5S7J.AssumeRoleWithWebIdentityResponse$,
  AssumedRoleUser$: () => import_chunk_NCLW5S7J.AssumedRoleUser$,
  Credentials$: () => import_chunk_NCLW5S7J.Credentials$,
  ExpiredTokenException: () => import_chunk_NCLW5S7J.ExpiredTokenException,
  ExpiredTokenException$: () => import_chunk_NCLW5S7J.ExpiredTokenException$,
  IDPCommunicationErrorException: () => import_chunk_NCLW5S7J.IDPCommunicationErrorException,
  IDPCommunicationErrorException$: () => import_chunk_NCLW5S7J.IDPCommunicationErrorException$,
  IDPRejectedClaimException: () => import_chunk_NCLW5S7J.IDPRejectedClaimException,
  IDPRejectedClaimException$: () => import_chunk_NCLW5S7J.IDPRejectedClaimException$,
  InvalidIdentityTokenException: () => import_chunk_NCLW5S7J.InvalidIdentityTokenException,
  InvalidIdentityTokenException$: () => import_chunk_NCLW5S7J.InvalidIdentityTokenException$,
  MalformedPolicyDocumentException: () => import_chunk_NCLW5S7J.MalformedPolicyDocumentException,
  MalformedPolicyDocumentException$: () => import_chunk_NCLW5S7J.MalformedPolicyDocumentException$,
  PackedPolicyTooLargeException: () => import_chunk_NCLW5S7J.PackedPolicyTooLargeException,
  PackedPolicyTooLargeException$: () => import_chunk_NCLW5S7J.PackedPolicyTooLargeException$,
  PolicyDescriptorType$: () => import_chunk_NCLW5S7J.PolicyDescriptorType$,
  ProvidedContext$: () => import_chunk_NCLW5S7J.ProvidedContext$,
  RegionDisabledException: () => import_chunk_NCLW5S7J.RegionDisabledException,
  RegionDisabledException$: () => import_chunk_NCLW5S7J.RegionDisabledException$,
  STS: () => import_chunk_NCLW5S7J.STS,
  STSClient: () => import_chunk_NCLW5S7J.STSClient,
  STSServiceException: () => import_chunk_NCLW5S7J.STSServiceException,
  STSServiceException$: () => import_chunk_NCLW5S7J.STSServiceException$,
  Tag$: () => import_chunk_NCLW5S7J.Tag$,
  __Client: () => import_chunk_V6LNCII3.Client,
  decorateDefaultCredentialProvider: () => import_chunk_NCLW5S7J.decorateDefaultCredentialProvider,
  errorTypeRegistries: () => import_chunk_NCLW5S7J.errorTypeRegistries,
  getDefaultRoleAssumer: () => import_chunk_NCLW5S7J.getDefaultRoleAssumer,
  getDefaultRoleAssumerWithWebIdentity: () => import_chunk_NCLW5S7J.getDefaultRoleAssumerWithWebIdentity
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_NCLW5S7J = require("./chunk-NCLW5S7J.js");
var import_chunk_GC7MF7LF = require("./chunk-GC7MF7LF.js");
var import_chunk_OUWB6GG5 = require("./chunk-OUWB6GG5.js");
var import_chunk_PQI44G4V = require("./chunk-PQI44G4V.js");
var import_chunk_X2UOCTJW = require("./chunk-X2UOCTJW.js");
var import_chunk_JACJK2QL = require("./chunk-JACJK2QL.js");
var import_chunk_V6LNCII3 = require("./chunk-V6LNCII3.js");
var import_chunk_KJOZHYHA = require("./chunk-KJOZHYHA.js");
var import_chunk_NKPD22GT = require("./chunk-NKPD22GT.js");
var import_chunk_DOIRAMYV = require("./chunk-DOIRAMYV.js");
var import_chunk_TGVDEP7W = require("./chunk-TGVDEP7W.js");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  $Command,
  AssumeRole$,
  AssumeRoleCommand,
  AssumeRoleRequest$,
  AssumeRoleResponse$,
  AssumeRoleWithWebIdentity$,
  AssumeRoleWithWebIdentityCommand,
  AssumeRoleWithWebIdentityRequest$,
  AssumeRoleWithWebIdentityResponse$,
  AssumedRoleUser$,
  Credentials$,
  ExpiredTokenException,
  ExpiredTokenException$,
  IDPCommunicationErrorException,
  IDPCommunicationErrorException$,
  IDPRejectedClaimException,
  IDPRejectedClaimException$,
  InvalidIdentityTokenException,
  InvalidIdentityTokenException$,
  MalformedPolicyDocumentException,
  MalformedPolicyDocumentException$,
  PackedPolicyTooLargeException,
  PackedPolicyTooLargeException$,
  PolicyDescriptorType$,
  ProvidedContext$,
  RegionDisabledException,
  RegionDisabledException$,
  STS,
  STSClient,
  STSServiceException,
  STSServiceException$,
  Tag$,
  __Client,
  decorateDefaultCredentialProvider,
  errorTypeRegistries,
  getDefaultRoleAssumer,
  getDefaultRoleAssumerWithWebIdentity
});
