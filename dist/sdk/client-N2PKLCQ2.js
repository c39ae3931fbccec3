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
  DEFAULT_UA_APP_ID: () => import_chunk_V6LNCII3.DEFAULT_UA_APP_ID,
  EndpointError: () => import_chunk_V6LNCII3.EndpointError,
  NODE_APP_ID_CONFIG_OPTIONS: () => import_chunk_V6LNCII3.NODE_APP_ID_CONFIG_OPTIONS,
  NODE_REGION_CONFIG_FILE_OPTIONS: () => import_chunk_NKPD22GT.NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS: () => import_chunk_NKPD22GT.NODE_REGION_CONFIG_OPTIONS,
  REGION_ENV_NAME: () => import_chunk_NKPD22GT.REGION_ENV_NAME,
  REGION_INI_NAME: () => import_chunk_NKPD22GT.REGION_INI_NAME,
  UA_APP_ID_ENV_NAME: () => import_chunk_V6LNCII3.UA_APP_ID_ENV_NAME,
  UA_APP_ID_INI_NAME: () => import_chunk_V6LNCII3.UA_APP_ID_INI_NAME,
  awsEndpointFunctions: () => import_chunk_V6LNCII3.awsEndpointFunctions,
  createDefaultUserAgentProvider: () => import_chunk_V6LNCII3.createDefaultUserAgentProvider,
  createUserAgentStringParsingProvider: () => import_chunk_V6LNCII3.createUserAgentStringParsingProvider,
  crtAvailability: () => import_chunk_V6LNCII3.crtAvailability,
  defaultUserAgent: () => import_chunk_V6LNCII3.defaultUserAgent,
  emitWarningIfUnsupportedVersion: () => import_chunk_V6LNCII3.emitWarningIfUnsupportedVersion,
  fallback: () => import_chunk_V6LNCII3.fallback,
  getAwsRegionExtensionConfiguration: () => import_chunk_V6LNCII3.getAwsRegionExtensionConfiguration,
  getDefaultSocketTimeout: () => import_chunk_V6LNCII3.getDefaultSocketTimeout,
  getHostHeaderPlugin: () => import_chunk_V6LNCII3.getHostHeaderPlugin,
  getLoggerPlugin: () => import_chunk_V6LNCII3.getLoggerPlugin,
  getLongPollPlugin: () => import_chunk_V6LNCII3.getLongPollPlugin,
  getRecursionDetectionPlugin: () => import_chunk_V6LNCII3.getRecursionDetectionPlugin,
  getUserAgentMiddlewareOptions: () => import_chunk_V6LNCII3.getUserAgentMiddlewareOptions,
  getUserAgentPlugin: () => import_chunk_V6LNCII3.getUserAgentPlugin,
  getUserAgentPrefix: () => import_chunk_V6LNCII3.getUserAgentPrefix,
  hostHeaderMiddleware: () => import_chunk_V6LNCII3.hostHeaderMiddleware,
  hostHeaderMiddlewareOptions: () => import_chunk_V6LNCII3.hostHeaderMiddlewareOptions,
  isIpAddress: () => import_chunk_V6LNCII3.isIpAddress,
  isVirtualHostableS3Bucket: () => import_chunk_V6LNCII3.isVirtualHostableS3Bucket,
  loggerMiddleware: () => import_chunk_V6LNCII3.loggerMiddleware,
  loggerMiddlewareOptions: () => import_chunk_V6LNCII3.loggerMiddlewareOptions,
  parseArn: () => import_chunk_V6LNCII3.parseArn,
  partition: () => import_chunk_V6LNCII3.partition,
  recursionDetectionMiddleware: () => import_chunk_V6LNCII3.recursionDetectionMiddleware,
  recursionDetectionMiddlewareOptions: () => import_chunk_V6LNCII3.recursionDetectionMiddlewareOptions,
  resolveAwsRegionExtensionConfiguration: () => import_chunk_V6LNCII3.resolveAwsRegionExtensionConfiguration,
  resolveDefaultAwsRegionalEndpointsConfig: () => import_chunk_V6LNCII3.resolveDefaultAwsRegionalEndpointsConfig,
  resolveEndpoint: () => import_chunk_V6LNCII3.resolveEndpoint,
  resolveHostHeaderConfig: () => import_chunk_V6LNCII3.resolveHostHeaderConfig,
  resolveRegionConfig: () => import_chunk_NKPD22GT.resolveRegionConfig,
  resolveUserAgentConfig: () => import_chunk_V6LNCII3.resolveUserAgentConfig,
  setCredentialFeature: () => import_chunk_V6LNCII3.setCredentialFeature,
  setFeature: () => import_chunk_V6LNCII3.setFeature,
  setPartitionInfo: () => import_chunk_V6LNCII3.setPartitionInfo,
  setTokenFeature: () => import_chunk_V6LNCII3.setTokenFeature,
  state: () => import_chunk_V6LNCII3.state,
  stsRegionDefaultResolver: () => import_chunk_V6LNCII3.stsRegionDefaultResolver,
  stsRegionWarning: () => import_chunk_V6LNCII3.warning,
  toEndpointV1: () => import_chunk_V6LNCII3.toEndpointV1,
  useDefaultPartitionInfo: () => import_chunk_V6LNCII3.useDefaultPartitionInfo,
  userAgentMiddleware: () => import_chunk_V6LNCII3.userAgentMiddleware
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_V6LNCII3 = require("./chunk-V6LNCII3.js");
var import_chunk_KJOZHYHA = require("./chunk-KJOZHYHA.js");
var import_chunk_NKPD22GT = require("./chunk-NKPD22GT.js");
var import_chunk_DOIRAMYV = require("./chunk-DOIRAMYV.js");
var import_chunk_TGVDEP7W = require("./chunk-TGVDEP7W.js");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  DEFAULT_UA_APP_ID,
  EndpointError,
  NODE_APP_ID_CONFIG_OPTIONS,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
  REGION_ENV_NAME,
  REGION_INI_NAME,
  UA_APP_ID_ENV_NAME,
  UA_APP_ID_INI_NAME,
  awsEndpointFunctions,
  createDefaultUserAgentProvider,
  createUserAgentStringParsingProvider,
  crtAvailability,
  defaultUserAgent,
  emitWarningIfUnsupportedVersion,
  fallback,
  getAwsRegionExtensionConfiguration,
  getDefaultSocketTimeout,
  getHostHeaderPlugin,
  getLoggerPlugin,
  getLongPollPlugin,
  getRecursionDetectionPlugin,
  getUserAgentMiddlewareOptions,
  getUserAgentPlugin,
  getUserAgentPrefix,
  hostHeaderMiddleware,
  hostHeaderMiddlewareOptions,
  isIpAddress,
  isVirtualHostableS3Bucket,
  loggerMiddleware,
  loggerMiddlewareOptions,
  parseArn,
  partition,
  recursionDetectionMiddleware,
  recursionDetectionMiddlewareOptions,
  resolveAwsRegionExtensionConfiguration,
  resolveDefaultAwsRegionalEndpointsConfig,
  resolveEndpoint,
  resolveHostHeaderConfig,
  resolveRegionConfig,
  resolveUserAgentConfig,
  setCredentialFeature,
  setFeature,
  setPartitionInfo,
  setTokenFeature,
  state,
  stsRegionDefaultResolver,
  stsRegionWarning,
  toEndpointV1,
  useDefaultPartitionInfo,
  userAgentMiddleware
});
