var __defProp=Object.defineProperty,__getOwnPropDesc=Object.getOwnPropertyDescriptor,__getOwnPropNames=Object.getOwnPropertyNames,__hasOwnProp=Object.prototype.hasOwnProperty,__export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to},__toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod),stdin_exports={};__export(stdin_exports,{cleanup:()=>cleanup}),module.exports=__toCommonJS(stdin_exports);var import_chunk_YWUGXI5P=require("./chunk-YWUGXI5P.js"),import_chunk_LG4L2V7M=require("./chunk-LG4L2V7M.js"),import_chunk_ZHJBW2E2=require("./chunk-ZHJBW2E2.js"),import_chunk_ZOCFEDP5=require("./chunk-ZOCFEDP5.js"),import_chunk_HWPDUU2V=require("./chunk-HWPDUU2V.js"),import_chunk_B7YJLOCF=require("./chunk-B7YJLOCF.js"),import_chunk_4SR2BHRQ=require("./chunk-4SR2BHRQ.js"),import_chunk_YJBW4IWP=require("./chunk-YJBW4IWP.js"),import_chunk_QAST5BHQ=require("./chunk-QAST5BHQ.js"),import_chunk_HRDKHYRD=require("./chunk-HRDKHYRD.js"),import_chunk_BLPOU3UF=require("./chunk-BLPOU3UF.js"),import_chunk_2ZDYLNSC=require("./chunk-2ZDYLNSC.js"),import_chunk_L5BOO6NY=require("./chunk-L5BOO6NY.js"),accepted={options:(0,import_chunk_B7YJLOCF.tableOptions)("ci"),flags:[]},cleanup={help:`Usage: ci-aws-credentials cleanup [--ci NAME]

Removes what the steps of this job left behind: profiles, token files, variables. What was there
before is put back. A second run finds nothing to do.

Example:
  npx ci-aws-credentials cleanup

Options:
${(0,import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,async run(args,io){const{given}=(0,import_chunk_B7YJLOCF.parseArguments)(args,accepted),undone=await(0,import_chunk_YWUGXI5P.cleanUpJob)((0,import_chunk_ZHJBW2E2.jobOf)((0,import_chunk_ZOCFEDP5.detectCi)(io.env,given.ci),io).folder,io);return io.log.info(undone===0?"Nothing to clean up.":`Cleaned up: ${undone} ${undone===1?"thing":"things"} of this job.`),0}};
