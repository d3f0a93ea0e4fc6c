// Made by scripts/grammar.js from schemas.ts: change that, and run it.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
"use strict";
export const lock = validate20;
const schema31 = {"title":"lock.json","description":"Everything that decides what a run computes, so that somebody else can run it again.","type":"object","required":["format_version","name","anoseg","pipeline","parameters","data","seed","steps","threads","device","engine","node","cpu"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"identity":{"type":"string","description":"SHA-256 of what decides the result; by it an edit is found. Since 1.2."},"sameness":{"enum":["bits","tolerance"],"type":"string","description":"What a second run gives. bits: the same bits with the same engine, CPU features, threads, device and libraries, else figures within the tolerance; tolerance: that everywhere. Since 1.2."},"name":{"type":"string","pattern":"^[^/\\0]*$","description":"It becomes part of the name of a folder."},"anoseg":{"type":"string","description":"The release that ran."},"command":{"type":"string","description":"What the user wrote; absent in runs of older releases."},"pipeline":{"type":"object","required":["digest","entry","sources"],"properties":{"digest":{"type":"string"},"entry":{"type":"string"},"sources":{"type":"array","items":{"type":"object","required":["name","file","sha256"],"properties":{"name":{"type":"string"},"file":{"type":"string","pattern":"^(?!\\.\\.?(?:/|$))[^/\\0]+(?:/(?!\\.\\.?(?:/|$))[^/\\0]+)*$","description":"In the run folder."},"sha256":{"type":"string"},"packages":{"type":"object","additionalProperties":{"type":"string"},"description":"What names of npm packages in it stand for: an `id`."}}}},"packages":{"type":"array","description":"npm packages that files come from; absent where there are none.","items":{"type":"object","required":["id","name","version","digest"],"properties":{"id":{"type":"string","description":"`name@version`, which the names of its files begin with behind `npm:`."},"name":{"type":"string"},"version":{"type":"string"},"digest":{"type":"string","description":"Of the files that were used: SHA-256 of the lines `SHA256  PATH`, in the order of the paths."}}}}}},"parameters":{"type":"object","additionalProperties":{"type":"string"},"description":"What `--set` said."},"data":{"type":"object","required":["digest","files","folder"],"properties":{"digest":{"type":"string"},"files":{"type":"integer","minimum":0},"folder":{"type":"string"},"sources":{"description":"Of several sources each by itself.","type":"array","items":{"type":"object","required":["category","digest","files"],"properties":{"category":{"type":"string"},"digest":{"type":"string"},"files":{"type":"integer","minimum":0}}}},"skipped":{"type":"array","items":{"type":"object","required":["image","reason"],"properties":{"image":{"type":"string"},"reason":{"type":"string"}}}}}},"starts":{"type":"array","description":"files that networks start from","items":{"type":"object","required":["network","weights","file","digest"],"properties":{"network":{"type":"string"},"weights":{"type":"string","description":"as the pipeline names it"},"file":{"type":"string"},"digest":{"type":"string"}}}},"seed":{"type":"number"},"steps":{"type":"integer","minimum":0},"threads":{"type":"integer","minimum":1,"maximum":1024},"device":{"type":"string","enum":["cpu","gpu"]},"engine":{"type":"object","required":["tensorflow","variant"],"properties":{"tensorflow":{"type":"string"},"variant":{"type":"string"},"onednn":{"type":"boolean"},"variables":{"type":"object","additionalProperties":{"type":"string"},"description":"Of the environment, those that were set and change last digits. Since 1.2."}}},"libraries":{"type":"object","additionalProperties":{"type":"string"},"description":"Versions of what decodes images, and of the C library. Since 1.2."},"node":{"type":"string"},"cpu":{"type":"object","required":["model","architecture","features"],"properties":{"model":{"type":"string"},"architecture":{"type":"string"},"features":{"type":"array","items":{"type":"string"}}}},"elsewhere":{"description":"Where the run went on with another machine: after which step, and what differed, before and after.","type":"array","items":{"type":"object","required":["step","machine"],"properties":{"step":{"type":"integer","minimum":0},"machine":{"type":"array","items":{"type":"object","required":["name","before","after"],"properties":{"name":{"type":"string"},"before":{"type":"string"},"after":{"type":"string"}}}}}}}}};
const pattern4 = new RegExp("^[^/\\0]*$", "u");
const pattern5 = new RegExp("^(?!\\.\\.?(?:/|$))[^/\\0]+(?:/(?!\\.\\.?(?:/|$))[^/\\0]+)*$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((data.format_version === undefined) && (missing0 = "format_version")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.anoseg === undefined) && (missing0 = "anoseg"))) || ((data.pipeline === undefined) && (missing0 = "pipeline"))) || ((data.parameters === undefined) && (missing0 = "parameters"))) || ((data.data === undefined) && (missing0 = "data"))) || ((data.seed === undefined) && (missing0 = "seed"))) || ((data.steps === undefined) && (missing0 = "steps"))) || ((data.threads === undefined) && (missing0 = "threads"))) || ((data.device === undefined) && (missing0 = "device"))) || ((data.engine === undefined) && (missing0 = "engine"))) || ((data.node === undefined) && (missing0 = "node"))) || ((data.cpu === undefined) && (missing0 = "cpu"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate20.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.identity !== undefined){
const _errs3 = errors;
if(typeof data.identity !== "string"){
validate20.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sameness !== undefined){
let data2 = data.sameness;
const _errs5 = errors;
if(typeof data2 !== "string"){
validate20.errors = [{instancePath:instancePath+"/sameness",schemaPath:"#/properties/sameness/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data2 === "bits") || (data2 === "tolerance"))){
validate20.errors = [{instancePath:instancePath+"/sameness",schemaPath:"#/properties/sameness/enum",keyword:"enum",params:{allowedValues: schema31.properties.sameness.enum}}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data3 = data.name;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[^/\\0]*$"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.anoseg !== undefined){
const _errs9 = errors;
if(typeof data.anoseg !== "string"){
validate20.errors = [{instancePath:instancePath+"/anoseg",schemaPath:"#/properties/anoseg/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.command !== undefined){
const _errs11 = errors;
if(typeof data.command !== "string"){
validate20.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pipeline !== undefined){
let data6 = data.pipeline;
const _errs13 = errors;
if(errors === _errs13){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((((data6.digest === undefined) && (missing1 = "digest")) || ((data6.entry === undefined) && (missing1 = "entry"))) || ((data6.sources === undefined) && (missing1 = "sources"))){
validate20.errors = [{instancePath:instancePath+"/pipeline",schemaPath:"#/properties/pipeline/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data6.digest !== undefined){
const _errs15 = errors;
if(typeof data6.digest !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/digest",schemaPath:"#/properties/pipeline/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data6.entry !== undefined){
const _errs17 = errors;
if(typeof data6.entry !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/entry",schemaPath:"#/properties/pipeline/properties/entry/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data6.sources !== undefined){
let data9 = data6.sources;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data9)){
var valid2 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
const _errs21 = errors;
if(errors === _errs21){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing2;
if((((data10.name === undefined) && (missing2 = "name")) || ((data10.file === undefined) && (missing2 = "file"))) || ((data10.sha256 === undefined) && (missing2 = "sha256"))){
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0,schemaPath:"#/properties/pipeline/properties/sources/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data10.name !== undefined){
const _errs23 = errors;
if(typeof data10.name !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/name",schemaPath:"#/properties/pipeline/properties/sources/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data10.file !== undefined){
let data12 = data10.file;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data12 === "string"){
if(!pattern5.test(data12)){
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/file",schemaPath:"#/properties/pipeline/properties/sources/items/properties/file/pattern",keyword:"pattern",params:{pattern: "^(?!\\.\\.?(?:/|$))[^/\\0]+(?:/(?!\\.\\.?(?:/|$))[^/\\0]+)*$"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/file",schemaPath:"#/properties/pipeline/properties/sources/items/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs25 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data10.sha256 !== undefined){
const _errs27 = errors;
if(typeof data10.sha256 !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/sha256",schemaPath:"#/properties/pipeline/properties/sources/items/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs27 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data10.packages !== undefined){
let data14 = data10.packages;
const _errs29 = errors;
if(errors === _errs29){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key0 in data14){
const _errs32 = errors;
if(typeof data14[key0] !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/packages/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipeline/properties/sources/items/properties/packages/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs32 === errors;
if(!valid4){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0+"/packages",schemaPath:"#/properties/pipeline/properties/sources/items/properties/packages/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs29 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/sources/" + i0,schemaPath:"#/properties/pipeline/properties/sources/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs21 === errors;
if(!valid2){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/sources",schemaPath:"#/properties/pipeline/properties/sources/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data6.packages !== undefined){
let data16 = data6.packages;
const _errs34 = errors;
if(errors === _errs34){
if(Array.isArray(data16)){
var valid5 = true;
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
const _errs36 = errors;
if(errors === _errs36){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing3;
if(((((data17.id === undefined) && (missing3 = "id")) || ((data17.name === undefined) && (missing3 = "name"))) || ((data17.version === undefined) && (missing3 = "version"))) || ((data17.digest === undefined) && (missing3 = "digest"))){
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1,schemaPath:"#/properties/pipeline/properties/packages/items/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
if(data17.id !== undefined){
const _errs38 = errors;
if(typeof data17.id !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1+"/id",schemaPath:"#/properties/pipeline/properties/packages/items/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs38 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data17.name !== undefined){
const _errs40 = errors;
if(typeof data17.name !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1+"/name",schemaPath:"#/properties/pipeline/properties/packages/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data17.version !== undefined){
const _errs42 = errors;
if(typeof data17.version !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1+"/version",schemaPath:"#/properties/pipeline/properties/packages/items/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs42 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data17.digest !== undefined){
const _errs44 = errors;
if(typeof data17.digest !== "string"){
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1+"/digest",schemaPath:"#/properties/pipeline/properties/packages/items/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs44 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/packages/" + i1,schemaPath:"#/properties/pipeline/properties/packages/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid5 = _errs36 === errors;
if(!valid5){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline/packages",schemaPath:"#/properties/pipeline/properties/packages/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs34 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/pipeline",schemaPath:"#/properties/pipeline/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.parameters !== undefined){
let data22 = data.parameters;
const _errs46 = errors;
if(errors === _errs46){
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key1 in data22){
const _errs49 = errors;
if(typeof data22[key1] !== "string"){
validate20.errors = [{instancePath:instancePath+"/parameters/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/parameters/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs49 === errors;
if(!valid7){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs46 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data24 = data.data;
const _errs51 = errors;
if(errors === _errs51){
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing4;
if((((data24.digest === undefined) && (missing4 = "digest")) || ((data24.files === undefined) && (missing4 = "files"))) || ((data24.folder === undefined) && (missing4 = "folder"))){
validate20.errors = [{instancePath:instancePath+"/data",schemaPath:"#/properties/data/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
if(data24.digest !== undefined){
const _errs53 = errors;
if(typeof data24.digest !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/digest",schemaPath:"#/properties/data/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid8 = _errs53 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data24.files !== undefined){
let data26 = data24.files;
const _errs55 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate20.errors = [{instancePath:instancePath+"/data/files",schemaPath:"#/properties/data/properties/files/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs55){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
validate20.errors = [{instancePath:instancePath+"/data/files",schemaPath:"#/properties/data/properties/files/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid8 = _errs55 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data24.folder !== undefined){
const _errs57 = errors;
if(typeof data24.folder !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/folder",schemaPath:"#/properties/data/properties/folder/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid8 = _errs57 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data24.sources !== undefined){
let data28 = data24.sources;
const _errs59 = errors;
if(errors === _errs59){
if(Array.isArray(data28)){
var valid9 = true;
const len2 = data28.length;
for(let i2=0; i2<len2; i2++){
let data29 = data28[i2];
const _errs61 = errors;
if(errors === _errs61){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing5;
if((((data29.category === undefined) && (missing5 = "category")) || ((data29.digest === undefined) && (missing5 = "digest"))) || ((data29.files === undefined) && (missing5 = "files"))){
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2,schemaPath:"#/properties/data/properties/sources/items/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
else {
if(data29.category !== undefined){
const _errs63 = errors;
if(typeof data29.category !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2+"/category",schemaPath:"#/properties/data/properties/sources/items/properties/category/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid10 = _errs63 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data29.digest !== undefined){
const _errs65 = errors;
if(typeof data29.digest !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2+"/digest",schemaPath:"#/properties/data/properties/sources/items/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid10 = _errs65 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data29.files !== undefined){
let data32 = data29.files;
const _errs67 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2+"/files",schemaPath:"#/properties/data/properties/sources/items/properties/files/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs67){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 0 || isNaN(data32)){
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2+"/files",schemaPath:"#/properties/data/properties/sources/items/properties/files/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid10 = _errs67 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/data/sources/" + i2,schemaPath:"#/properties/data/properties/sources/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid9 = _errs61 === errors;
if(!valid9){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/data/sources",schemaPath:"#/properties/data/properties/sources/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid8 = _errs59 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data24.skipped !== undefined){
let data33 = data24.skipped;
const _errs69 = errors;
if(errors === _errs69){
if(Array.isArray(data33)){
var valid11 = true;
const len3 = data33.length;
for(let i3=0; i3<len3; i3++){
let data34 = data33[i3];
const _errs71 = errors;
if(errors === _errs71){
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
let missing6;
if(((data34.image === undefined) && (missing6 = "image")) || ((data34.reason === undefined) && (missing6 = "reason"))){
validate20.errors = [{instancePath:instancePath+"/data/skipped/" + i3,schemaPath:"#/properties/data/properties/skipped/items/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
if(data34.image !== undefined){
const _errs73 = errors;
if(typeof data34.image !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/skipped/" + i3+"/image",schemaPath:"#/properties/data/properties/skipped/items/properties/image/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid12 = _errs73 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data34.reason !== undefined){
const _errs75 = errors;
if(typeof data34.reason !== "string"){
validate20.errors = [{instancePath:instancePath+"/data/skipped/" + i3+"/reason",schemaPath:"#/properties/data/properties/skipped/items/properties/reason/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid12 = _errs75 === errors;
}
else {
var valid12 = true;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/data/skipped/" + i3,schemaPath:"#/properties/data/properties/skipped/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid11 = _errs71 === errors;
if(!valid11){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/data/skipped",schemaPath:"#/properties/data/properties/skipped/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid8 = _errs69 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/data",schemaPath:"#/properties/data/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.starts !== undefined){
let data37 = data.starts;
const _errs77 = errors;
if(errors === _errs77){
if(Array.isArray(data37)){
var valid13 = true;
const len4 = data37.length;
for(let i4=0; i4<len4; i4++){
let data38 = data37[i4];
const _errs79 = errors;
if(errors === _errs79){
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
let missing7;
if(((((data38.network === undefined) && (missing7 = "network")) || ((data38.weights === undefined) && (missing7 = "weights"))) || ((data38.file === undefined) && (missing7 = "file"))) || ((data38.digest === undefined) && (missing7 = "digest"))){
validate20.errors = [{instancePath:instancePath+"/starts/" + i4,schemaPath:"#/properties/starts/items/required",keyword:"required",params:{missingProperty: missing7}}];
return false;
}
else {
if(data38.network !== undefined){
const _errs81 = errors;
if(typeof data38.network !== "string"){
validate20.errors = [{instancePath:instancePath+"/starts/" + i4+"/network",schemaPath:"#/properties/starts/items/properties/network/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs81 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data38.weights !== undefined){
const _errs83 = errors;
if(typeof data38.weights !== "string"){
validate20.errors = [{instancePath:instancePath+"/starts/" + i4+"/weights",schemaPath:"#/properties/starts/items/properties/weights/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs83 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data38.file !== undefined){
const _errs85 = errors;
if(typeof data38.file !== "string"){
validate20.errors = [{instancePath:instancePath+"/starts/" + i4+"/file",schemaPath:"#/properties/starts/items/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs85 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data38.digest !== undefined){
const _errs87 = errors;
if(typeof data38.digest !== "string"){
validate20.errors = [{instancePath:instancePath+"/starts/" + i4+"/digest",schemaPath:"#/properties/starts/items/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs87 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/starts/" + i4,schemaPath:"#/properties/starts/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid13 = _errs79 === errors;
if(!valid13){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/starts",schemaPath:"#/properties/starts/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs77 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seed !== undefined){
let data43 = data.seed;
const _errs89 = errors;
if(!((typeof data43 == "number") && (isFinite(data43)))){
validate20.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs89 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined){
let data44 = data.steps;
const _errs91 = errors;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
validate20.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs91){
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 < 0 || isNaN(data44)){
validate20.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.threads !== undefined){
let data45 = data.threads;
const _errs93 = errors;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
validate20.errors = [{instancePath:instancePath+"/threads",schemaPath:"#/properties/threads/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs93){
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 1024 || isNaN(data45)){
validate20.errors = [{instancePath:instancePath+"/threads",schemaPath:"#/properties/threads/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1024}}];
return false;
}
else {
if(data45 < 1 || isNaN(data45)){
validate20.errors = [{instancePath:instancePath+"/threads",schemaPath:"#/properties/threads/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device !== undefined){
let data46 = data.device;
const _errs95 = errors;
if(typeof data46 !== "string"){
validate20.errors = [{instancePath:instancePath+"/device",schemaPath:"#/properties/device/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data46 === "cpu") || (data46 === "gpu"))){
validate20.errors = [{instancePath:instancePath+"/device",schemaPath:"#/properties/device/enum",keyword:"enum",params:{allowedValues: schema31.properties.device.enum}}];
return false;
}
var valid0 = _errs95 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.engine !== undefined){
let data47 = data.engine;
const _errs97 = errors;
if(errors === _errs97){
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
let missing8;
if(((data47.tensorflow === undefined) && (missing8 = "tensorflow")) || ((data47.variant === undefined) && (missing8 = "variant"))){
validate20.errors = [{instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/required",keyword:"required",params:{missingProperty: missing8}}];
return false;
}
else {
if(data47.tensorflow !== undefined){
const _errs99 = errors;
if(typeof data47.tensorflow !== "string"){
validate20.errors = [{instancePath:instancePath+"/engine/tensorflow",schemaPath:"#/properties/engine/properties/tensorflow/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid15 = _errs99 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data47.variant !== undefined){
const _errs101 = errors;
if(typeof data47.variant !== "string"){
validate20.errors = [{instancePath:instancePath+"/engine/variant",schemaPath:"#/properties/engine/properties/variant/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid15 = _errs101 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data47.onednn !== undefined){
const _errs103 = errors;
if(typeof data47.onednn !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/engine/onednn",schemaPath:"#/properties/engine/properties/onednn/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid15 = _errs103 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data47.variables !== undefined){
let data51 = data47.variables;
const _errs105 = errors;
if(errors === _errs105){
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
for(const key2 in data51){
const _errs108 = errors;
if(typeof data51[key2] !== "string"){
validate20.errors = [{instancePath:instancePath+"/engine/variables/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/engine/properties/variables/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid16 = _errs108 === errors;
if(!valid16){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/engine/variables",schemaPath:"#/properties/engine/properties/variables/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid15 = _errs105 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/engine",schemaPath:"#/properties/engine/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs97 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.libraries !== undefined){
let data53 = data.libraries;
const _errs110 = errors;
if(errors === _errs110){
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
for(const key3 in data53){
const _errs113 = errors;
if(typeof data53[key3] !== "string"){
validate20.errors = [{instancePath:instancePath+"/libraries/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/libraries/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid17 = _errs113 === errors;
if(!valid17){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/libraries",schemaPath:"#/properties/libraries/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs110 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.node !== undefined){
const _errs115 = errors;
if(typeof data.node !== "string"){
validate20.errors = [{instancePath:instancePath+"/node",schemaPath:"#/properties/node/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs115 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cpu !== undefined){
let data56 = data.cpu;
const _errs117 = errors;
if(errors === _errs117){
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
let missing9;
if((((data56.model === undefined) && (missing9 = "model")) || ((data56.architecture === undefined) && (missing9 = "architecture"))) || ((data56.features === undefined) && (missing9 = "features"))){
validate20.errors = [{instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/required",keyword:"required",params:{missingProperty: missing9}}];
return false;
}
else {
if(data56.model !== undefined){
const _errs119 = errors;
if(typeof data56.model !== "string"){
validate20.errors = [{instancePath:instancePath+"/cpu/model",schemaPath:"#/properties/cpu/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid18 = _errs119 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data56.architecture !== undefined){
const _errs121 = errors;
if(typeof data56.architecture !== "string"){
validate20.errors = [{instancePath:instancePath+"/cpu/architecture",schemaPath:"#/properties/cpu/properties/architecture/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid18 = _errs121 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data56.features !== undefined){
let data59 = data56.features;
const _errs123 = errors;
if(errors === _errs123){
if(Array.isArray(data59)){
var valid19 = true;
const len5 = data59.length;
for(let i5=0; i5<len5; i5++){
const _errs125 = errors;
if(typeof data59[i5] !== "string"){
validate20.errors = [{instancePath:instancePath+"/cpu/features/" + i5,schemaPath:"#/properties/cpu/properties/features/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs125 === errors;
if(!valid19){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/cpu/features",schemaPath:"#/properties/cpu/properties/features/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid18 = _errs123 === errors;
}
else {
var valid18 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs117 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.elsewhere !== undefined){
let data61 = data.elsewhere;
const _errs127 = errors;
if(errors === _errs127){
if(Array.isArray(data61)){
var valid20 = true;
const len6 = data61.length;
for(let i6=0; i6<len6; i6++){
let data62 = data61[i6];
const _errs129 = errors;
if(errors === _errs129){
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
let missing10;
if(((data62.step === undefined) && (missing10 = "step")) || ((data62.machine === undefined) && (missing10 = "machine"))){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6,schemaPath:"#/properties/elsewhere/items/required",keyword:"required",params:{missingProperty: missing10}}];
return false;
}
else {
if(data62.step !== undefined){
let data63 = data62.step;
const _errs131 = errors;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/step",schemaPath:"#/properties/elsewhere/items/properties/step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs131){
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 < 0 || isNaN(data63)){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/step",schemaPath:"#/properties/elsewhere/items/properties/step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid21 = _errs131 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data62.machine !== undefined){
let data64 = data62.machine;
const _errs133 = errors;
if(errors === _errs133){
if(Array.isArray(data64)){
var valid22 = true;
const len7 = data64.length;
for(let i7=0; i7<len7; i7++){
let data65 = data64[i7];
const _errs135 = errors;
if(errors === _errs135){
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
let missing11;
if((((data65.name === undefined) && (missing11 = "name")) || ((data65.before === undefined) && (missing11 = "before"))) || ((data65.after === undefined) && (missing11 = "after"))){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine/" + i7,schemaPath:"#/properties/elsewhere/items/properties/machine/items/required",keyword:"required",params:{missingProperty: missing11}}];
return false;
}
else {
if(data65.name !== undefined){
const _errs137 = errors;
if(typeof data65.name !== "string"){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine/" + i7+"/name",schemaPath:"#/properties/elsewhere/items/properties/machine/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid23 = _errs137 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data65.before !== undefined){
const _errs139 = errors;
if(typeof data65.before !== "string"){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine/" + i7+"/before",schemaPath:"#/properties/elsewhere/items/properties/machine/items/properties/before/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid23 = _errs139 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data65.after !== undefined){
const _errs141 = errors;
if(typeof data65.after !== "string"){
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine/" + i7+"/after",schemaPath:"#/properties/elsewhere/items/properties/machine/items/properties/after/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid23 = _errs141 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine/" + i7,schemaPath:"#/properties/elsewhere/items/properties/machine/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid22 = _errs135 === errors;
if(!valid22){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6+"/machine",schemaPath:"#/properties/elsewhere/items/properties/machine/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid21 = _errs133 === errors;
}
else {
var valid21 = true;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/elsewhere/" + i6,schemaPath:"#/properties/elsewhere/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid20 = _errs129 === errors;
if(!valid20){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/elsewhere",schemaPath:"#/properties/elsewhere/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs127 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"format_version":true,"identity":true,"sameness":true,"name":true,"anoseg":true,"command":true,"pipeline":true,"parameters":true,"data":true,"starts":true,"seed":true,"steps":true,"threads":true,"device":true,"engine":true,"libraries":true,"node":true,"cpu":true,"elsewhere":true},"dynamicProps":false,"dynamicItems":false};

export const metrics = validate21;
const schema32 = {"title":"metrics.json","description":"The figures of a run, or of `anoseg evaluate`.","type":"object","required":["format_version","images","threshold","threshold_from","image_threshold","image_threshold_from","defects","train"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"resolution":{"description":"`ground-truth`, or [height, width].","type":["string","array"],"items":{"type":"integer","minimum":0}},"images":{"type":"integer","minimum":0},"image_auroc":{"type":["number","null"]},"image_ap":{"type":["number","null"]},"image_f1":{"type":["number","null"]},"pixel_auroc":{"type":["number","null"]},"pixel_ap":{"type":["number","null"]},"aupro":{"type":["number","null"]},"aupimo":{"type":["number","null"]},"iou":{"type":["number","null"]},"f1":{"type":["number","null"]},"best_iou":{"type":["number","null"]},"best_f1":{"type":["number","null"]},"best_threshold":{"type":["number","null"]},"threshold":{"type":["number","null"]},"threshold_from":{"type":["string","null"]},"image_threshold":{"type":["number","null"]},"image_threshold_from":{"type":["string","null"]},"clean_up":{"description":"What was done to predicted masks, for `iou` and `f1`; lengths in pixels where the shorter side has `side`.","type":"object","required":["side","steps"],"properties":{"side":{"type":"integer","minimum":0},"steps":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}},"additionalProperties":{"type":"number"}}}}},"fpr_limit":{"type":"number"},"doubts":{"type":"array","items":{"type":"string"},"description":"Sentences that speak against the result."},"defects":{"type":"object","additionalProperties":{"type":"object","required":["images"],"properties":{"images":{"type":"integer","minimum":0},"image_auroc":{"type":["number","null"]},"image_ap":{"type":["number","null"]},"image_f1":{"type":["number","null"]},"pixel_auroc":{"type":["number","null"]},"pixel_ap":{"type":["number","null"]},"aupro":{"type":["number","null"]},"aupimo":{"type":["number","null"]},"iou":{"type":["number","null"]},"f1":{"type":["number","null"]},"best_iou":{"type":["number","null"]},"best_f1":{"type":["number","null"]},"best_threshold":{"type":["number","null"]}}}},"categories":{"description":"Of several sources each from its own images alone; absent where there is one.","type":"object","additionalProperties":{"type":"object","required":["images","defects"],"properties":{"images":{"type":"integer","minimum":0},"image_auroc":{"type":["number","null"]},"image_ap":{"type":["number","null"]},"image_f1":{"type":["number","null"]},"pixel_auroc":{"type":["number","null"]},"pixel_ap":{"type":["number","null"]},"aupro":{"type":["number","null"]},"aupimo":{"type":["number","null"]},"iou":{"type":["number","null"]},"f1":{"type":["number","null"]},"best_iou":{"type":["number","null"]},"best_f1":{"type":["number","null"]},"best_threshold":{"type":["number","null"]},"defects":{"type":"object","additionalProperties":{"type":"object","required":["images"],"properties":{"images":{"type":"integer","minimum":0},"image_auroc":{"type":["number","null"]},"image_ap":{"type":["number","null"]},"image_f1":{"type":["number","null"]},"pixel_auroc":{"type":["number","null"]},"pixel_ap":{"type":["number","null"]},"aupro":{"type":["number","null"]},"aupimo":{"type":["number","null"]},"iou":{"type":["number","null"]},"f1":{"type":["number","null"]},"best_iou":{"type":["number","null"]},"best_f1":{"type":["number","null"]},"best_threshold":{"type":["number","null"]}}}}}}},"mean":{"description":"Of each figure over the categories.","type":"object","properties":{"image_auroc":{"type":["number","null"]},"image_ap":{"type":["number","null"]},"image_f1":{"type":["number","null"]},"pixel_auroc":{"type":["number","null"]},"pixel_ap":{"type":["number","null"]},"aupro":{"type":["number","null"]},"aupimo":{"type":["number","null"]},"iou":{"type":["number","null"]},"f1":{"type":["number","null"]},"best_iou":{"type":["number","null"]},"best_f1":{"type":["number","null"]}}},"train":{"type":["object","null"],"required":["steps","seconds","median_step_ms"],"properties":{"steps":{"type":"integer","minimum":0},"seconds":{"type":"number"},"median_step_ms":{"type":"number"},"kept_step":{"type":"integer","minimum":0,"description":"After which the exported weights stood, where `keep` is a rule."},"kept_metric":{"type":"string"},"kept_value":{"type":["number","null"],"description":"On damaged held-out images."},"stopped_early":{"type":"boolean"}}}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.format_version === undefined) && (missing0 = "format_version")) || ((data.images === undefined) && (missing0 = "images"))) || ((data.threshold === undefined) && (missing0 = "threshold"))) || ((data.threshold_from === undefined) && (missing0 = "threshold_from"))) || ((data.image_threshold === undefined) && (missing0 = "image_threshold"))) || ((data.image_threshold_from === undefined) && (missing0 = "image_threshold_from"))) || ((data.defects === undefined) && (missing0 = "defects"))) || ((data.train === undefined) && (missing0 = "train"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate21.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.resolution !== undefined){
let data1 = data.resolution;
const _errs3 = errors;
if((typeof data1 !== "string") && (!(Array.isArray(data1)))){
validate21.errors = [{instancePath:instancePath+"/resolution",schemaPath:"#/properties/resolution/type",keyword:"type",params:{type: schema32.properties.resolution.type}}];
return false;
}
if(errors === _errs3){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate21.errors = [{instancePath:instancePath+"/resolution/" + i0,schemaPath:"#/properties/resolution/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate21.errors = [{instancePath:instancePath+"/resolution/" + i0,schemaPath:"#/properties/resolution/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.images !== undefined){
let data3 = data.images;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate21.errors = [{instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate21.errors = [{instancePath:instancePath+"/images",schemaPath:"#/properties/images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image_auroc !== undefined){
let data4 = data.image_auroc;
const _errs9 = errors;
if((!((typeof data4 == "number") && (isFinite(data4)))) && (data4 !== null)){
validate21.errors = [{instancePath:instancePath+"/image_auroc",schemaPath:"#/properties/image_auroc/type",keyword:"type",params:{type: schema32.properties.image_auroc.type}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image_ap !== undefined){
let data5 = data.image_ap;
const _errs11 = errors;
if((!((typeof data5 == "number") && (isFinite(data5)))) && (data5 !== null)){
validate21.errors = [{instancePath:instancePath+"/image_ap",schemaPath:"#/properties/image_ap/type",keyword:"type",params:{type: schema32.properties.image_ap.type}}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image_f1 !== undefined){
let data6 = data.image_f1;
const _errs13 = errors;
if((!((typeof data6 == "number") && (isFinite(data6)))) && (data6 !== null)){
validate21.errors = [{instancePath:instancePath+"/image_f1",schemaPath:"#/properties/image_f1/type",keyword:"type",params:{type: schema32.properties.image_f1.type}}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pixel_auroc !== undefined){
let data7 = data.pixel_auroc;
const _errs15 = errors;
if((!((typeof data7 == "number") && (isFinite(data7)))) && (data7 !== null)){
validate21.errors = [{instancePath:instancePath+"/pixel_auroc",schemaPath:"#/properties/pixel_auroc/type",keyword:"type",params:{type: schema32.properties.pixel_auroc.type}}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pixel_ap !== undefined){
let data8 = data.pixel_ap;
const _errs17 = errors;
if((!((typeof data8 == "number") && (isFinite(data8)))) && (data8 !== null)){
validate21.errors = [{instancePath:instancePath+"/pixel_ap",schemaPath:"#/properties/pixel_ap/type",keyword:"type",params:{type: schema32.properties.pixel_ap.type}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aupro !== undefined){
let data9 = data.aupro;
const _errs19 = errors;
if((!((typeof data9 == "number") && (isFinite(data9)))) && (data9 !== null)){
validate21.errors = [{instancePath:instancePath+"/aupro",schemaPath:"#/properties/aupro/type",keyword:"type",params:{type: schema32.properties.aupro.type}}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aupimo !== undefined){
let data10 = data.aupimo;
const _errs21 = errors;
if((!((typeof data10 == "number") && (isFinite(data10)))) && (data10 !== null)){
validate21.errors = [{instancePath:instancePath+"/aupimo",schemaPath:"#/properties/aupimo/type",keyword:"type",params:{type: schema32.properties.aupimo.type}}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.iou !== undefined){
let data11 = data.iou;
const _errs23 = errors;
if((!((typeof data11 == "number") && (isFinite(data11)))) && (data11 !== null)){
validate21.errors = [{instancePath:instancePath+"/iou",schemaPath:"#/properties/iou/type",keyword:"type",params:{type: schema32.properties.iou.type}}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.f1 !== undefined){
let data12 = data.f1;
const _errs25 = errors;
if((!((typeof data12 == "number") && (isFinite(data12)))) && (data12 !== null)){
validate21.errors = [{instancePath:instancePath+"/f1",schemaPath:"#/properties/f1/type",keyword:"type",params:{type: schema32.properties.f1.type}}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.best_iou !== undefined){
let data13 = data.best_iou;
const _errs27 = errors;
if((!((typeof data13 == "number") && (isFinite(data13)))) && (data13 !== null)){
validate21.errors = [{instancePath:instancePath+"/best_iou",schemaPath:"#/properties/best_iou/type",keyword:"type",params:{type: schema32.properties.best_iou.type}}];
return false;
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.best_f1 !== undefined){
let data14 = data.best_f1;
const _errs29 = errors;
if((!((typeof data14 == "number") && (isFinite(data14)))) && (data14 !== null)){
validate21.errors = [{instancePath:instancePath+"/best_f1",schemaPath:"#/properties/best_f1/type",keyword:"type",params:{type: schema32.properties.best_f1.type}}];
return false;
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.best_threshold !== undefined){
let data15 = data.best_threshold;
const _errs31 = errors;
if((!((typeof data15 == "number") && (isFinite(data15)))) && (data15 !== null)){
validate21.errors = [{instancePath:instancePath+"/best_threshold",schemaPath:"#/properties/best_threshold/type",keyword:"type",params:{type: schema32.properties.best_threshold.type}}];
return false;
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.threshold !== undefined){
let data16 = data.threshold;
const _errs33 = errors;
if((!((typeof data16 == "number") && (isFinite(data16)))) && (data16 !== null)){
validate21.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: schema32.properties.threshold.type}}];
return false;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.threshold_from !== undefined){
let data17 = data.threshold_from;
const _errs35 = errors;
if((typeof data17 !== "string") && (data17 !== null)){
validate21.errors = [{instancePath:instancePath+"/threshold_from",schemaPath:"#/properties/threshold_from/type",keyword:"type",params:{type: schema32.properties.threshold_from.type}}];
return false;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image_threshold !== undefined){
let data18 = data.image_threshold;
const _errs37 = errors;
if((!((typeof data18 == "number") && (isFinite(data18)))) && (data18 !== null)){
validate21.errors = [{instancePath:instancePath+"/image_threshold",schemaPath:"#/properties/image_threshold/type",keyword:"type",params:{type: schema32.properties.image_threshold.type}}];
return false;
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image_threshold_from !== undefined){
let data19 = data.image_threshold_from;
const _errs39 = errors;
if((typeof data19 !== "string") && (data19 !== null)){
validate21.errors = [{instancePath:instancePath+"/image_threshold_from",schemaPath:"#/properties/image_threshold_from/type",keyword:"type",params:{type: schema32.properties.image_threshold_from.type}}];
return false;
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clean_up !== undefined){
let data20 = data.clean_up;
const _errs41 = errors;
if(errors === _errs41){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing1;
if(((data20.side === undefined) && (missing1 = "side")) || ((data20.steps === undefined) && (missing1 = "steps"))){
validate21.errors = [{instancePath:instancePath+"/clean_up",schemaPath:"#/properties/clean_up/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data20.side !== undefined){
let data21 = data20.side;
const _errs43 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate21.errors = [{instancePath:instancePath+"/clean_up/side",schemaPath:"#/properties/clean_up/properties/side/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs43){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
validate21.errors = [{instancePath:instancePath+"/clean_up/side",schemaPath:"#/properties/clean_up/properties/side/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs43 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data20.steps !== undefined){
let data22 = data20.steps;
const _errs45 = errors;
if(errors === _errs45){
if(Array.isArray(data22)){
var valid3 = true;
const len1 = data22.length;
for(let i1=0; i1<len1; i1++){
let data23 = data22[i1];
const _errs47 = errors;
if(errors === _errs47){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing2;
if((data23.name === undefined) && (missing2 = "name")){
validate21.errors = [{instancePath:instancePath+"/clean_up/steps/" + i1,schemaPath:"#/properties/clean_up/properties/steps/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs49 = errors;
for(const key0 in data23){
if(!(key0 === "name")){
let data24 = data23[key0];
const _errs50 = errors;
if(!((typeof data24 == "number") && (isFinite(data24)))){
validate21.errors = [{instancePath:instancePath+"/clean_up/steps/" + i1+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clean_up/properties/steps/items/additionalProperties/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid4 = _errs50 === errors;
if(!valid4){
break;
}
}
}
if(_errs49 === errors){
if(data23.name !== undefined){
if(typeof data23.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/clean_up/steps/" + i1+"/name",schemaPath:"#/properties/clean_up/properties/steps/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/clean_up/steps/" + i1,schemaPath:"#/properties/clean_up/properties/steps/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs47 === errors;
if(!valid3){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/clean_up/steps",schemaPath:"#/properties/clean_up/properties/steps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs45 === errors;
}
else {
var valid2 = true;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/clean_up",schemaPath:"#/properties/clean_up/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fpr_limit !== undefined){
let data26 = data.fpr_limit;
const _errs54 = errors;
if(!((typeof data26 == "number") && (isFinite(data26)))){
validate21.errors = [{instancePath:instancePath+"/fpr_limit",schemaPath:"#/properties/fpr_limit/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs54 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.doubts !== undefined){
let data27 = data.doubts;
const _errs56 = errors;
if(errors === _errs56){
if(Array.isArray(data27)){
var valid6 = true;
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
const _errs58 = errors;
if(typeof data27[i2] !== "string"){
validate21.errors = [{instancePath:instancePath+"/doubts/" + i2,schemaPath:"#/properties/doubts/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs58 === errors;
if(!valid6){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/doubts",schemaPath:"#/properties/doubts/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs56 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.defects !== undefined){
let data29 = data.defects;
const _errs60 = errors;
if(errors === _errs60){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key1 in data29){
let data30 = data29[key1];
const _errs63 = errors;
if(errors === _errs63){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
let missing3;
if((data30.images === undefined) && (missing3 = "images")){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defects/additionalProperties/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
if(data30.images !== undefined){
let data31 = data30.images;
const _errs65 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/defects/additionalProperties/properties/images/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs65){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 < 0 || isNaN(data31)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/defects/additionalProperties/properties/images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid8 = _errs65 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.image_auroc !== undefined){
let data32 = data30.image_auroc;
const _errs67 = errors;
if((!((typeof data32 == "number") && (isFinite(data32)))) && (data32 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_auroc",schemaPath:"#/properties/defects/additionalProperties/properties/image_auroc/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.image_auroc.type}}];
return false;
}
var valid8 = _errs67 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.image_ap !== undefined){
let data33 = data30.image_ap;
const _errs69 = errors;
if((!((typeof data33 == "number") && (isFinite(data33)))) && (data33 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_ap",schemaPath:"#/properties/defects/additionalProperties/properties/image_ap/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.image_ap.type}}];
return false;
}
var valid8 = _errs69 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.image_f1 !== undefined){
let data34 = data30.image_f1;
const _errs71 = errors;
if((!((typeof data34 == "number") && (isFinite(data34)))) && (data34 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_f1",schemaPath:"#/properties/defects/additionalProperties/properties/image_f1/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.image_f1.type}}];
return false;
}
var valid8 = _errs71 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.pixel_auroc !== undefined){
let data35 = data30.pixel_auroc;
const _errs73 = errors;
if((!((typeof data35 == "number") && (isFinite(data35)))) && (data35 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_auroc",schemaPath:"#/properties/defects/additionalProperties/properties/pixel_auroc/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.pixel_auroc.type}}];
return false;
}
var valid8 = _errs73 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.pixel_ap !== undefined){
let data36 = data30.pixel_ap;
const _errs75 = errors;
if((!((typeof data36 == "number") && (isFinite(data36)))) && (data36 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_ap",schemaPath:"#/properties/defects/additionalProperties/properties/pixel_ap/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.pixel_ap.type}}];
return false;
}
var valid8 = _errs75 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.aupro !== undefined){
let data37 = data30.aupro;
const _errs77 = errors;
if((!((typeof data37 == "number") && (isFinite(data37)))) && (data37 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupro",schemaPath:"#/properties/defects/additionalProperties/properties/aupro/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.aupro.type}}];
return false;
}
var valid8 = _errs77 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.aupimo !== undefined){
let data38 = data30.aupimo;
const _errs79 = errors;
if((!((typeof data38 == "number") && (isFinite(data38)))) && (data38 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupimo",schemaPath:"#/properties/defects/additionalProperties/properties/aupimo/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.aupimo.type}}];
return false;
}
var valid8 = _errs79 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.iou !== undefined){
let data39 = data30.iou;
const _errs81 = errors;
if((!((typeof data39 == "number") && (isFinite(data39)))) && (data39 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/iou",schemaPath:"#/properties/defects/additionalProperties/properties/iou/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.iou.type}}];
return false;
}
var valid8 = _errs81 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.f1 !== undefined){
let data40 = data30.f1;
const _errs83 = errors;
if((!((typeof data40 == "number") && (isFinite(data40)))) && (data40 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/f1",schemaPath:"#/properties/defects/additionalProperties/properties/f1/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.f1.type}}];
return false;
}
var valid8 = _errs83 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.best_iou !== undefined){
let data41 = data30.best_iou;
const _errs85 = errors;
if((!((typeof data41 == "number") && (isFinite(data41)))) && (data41 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_iou",schemaPath:"#/properties/defects/additionalProperties/properties/best_iou/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.best_iou.type}}];
return false;
}
var valid8 = _errs85 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.best_f1 !== undefined){
let data42 = data30.best_f1;
const _errs87 = errors;
if((!((typeof data42 == "number") && (isFinite(data42)))) && (data42 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_f1",schemaPath:"#/properties/defects/additionalProperties/properties/best_f1/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.best_f1.type}}];
return false;
}
var valid8 = _errs87 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data30.best_threshold !== undefined){
let data43 = data30.best_threshold;
const _errs89 = errors;
if((!((typeof data43 == "number") && (isFinite(data43)))) && (data43 !== null)){
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_threshold",schemaPath:"#/properties/defects/additionalProperties/properties/best_threshold/type",keyword:"type",params:{type: schema32.properties.defects.additionalProperties.properties.best_threshold.type}}];
return false;
}
var valid8 = _errs89 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/defects/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defects/additionalProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid7 = _errs63 === errors;
if(!valid7){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/defects",schemaPath:"#/properties/defects/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs60 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.categories !== undefined){
let data44 = data.categories;
const _errs91 = errors;
if(errors === _errs91){
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
for(const key2 in data44){
let data45 = data44[key2];
const _errs94 = errors;
if(errors === _errs94){
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
let missing4;
if(((data45.images === undefined) && (missing4 = "images")) || ((data45.defects === undefined) && (missing4 = "defects"))){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/categories/additionalProperties/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
if(data45.images !== undefined){
let data46 = data45.images;
const _errs96 = errors;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/categories/additionalProperties/properties/images/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs96){
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 < 0 || isNaN(data46)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/categories/additionalProperties/properties/images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid10 = _errs96 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.image_auroc !== undefined){
let data47 = data45.image_auroc;
const _errs98 = errors;
if((!((typeof data47 == "number") && (isFinite(data47)))) && (data47 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_auroc",schemaPath:"#/properties/categories/additionalProperties/properties/image_auroc/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.image_auroc.type}}];
return false;
}
var valid10 = _errs98 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.image_ap !== undefined){
let data48 = data45.image_ap;
const _errs100 = errors;
if((!((typeof data48 == "number") && (isFinite(data48)))) && (data48 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_ap",schemaPath:"#/properties/categories/additionalProperties/properties/image_ap/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.image_ap.type}}];
return false;
}
var valid10 = _errs100 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.image_f1 !== undefined){
let data49 = data45.image_f1;
const _errs102 = errors;
if((!((typeof data49 == "number") && (isFinite(data49)))) && (data49 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_f1",schemaPath:"#/properties/categories/additionalProperties/properties/image_f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.image_f1.type}}];
return false;
}
var valid10 = _errs102 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.pixel_auroc !== undefined){
let data50 = data45.pixel_auroc;
const _errs104 = errors;
if((!((typeof data50 == "number") && (isFinite(data50)))) && (data50 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_auroc",schemaPath:"#/properties/categories/additionalProperties/properties/pixel_auroc/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.pixel_auroc.type}}];
return false;
}
var valid10 = _errs104 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.pixel_ap !== undefined){
let data51 = data45.pixel_ap;
const _errs106 = errors;
if((!((typeof data51 == "number") && (isFinite(data51)))) && (data51 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_ap",schemaPath:"#/properties/categories/additionalProperties/properties/pixel_ap/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.pixel_ap.type}}];
return false;
}
var valid10 = _errs106 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.aupro !== undefined){
let data52 = data45.aupro;
const _errs108 = errors;
if((!((typeof data52 == "number") && (isFinite(data52)))) && (data52 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupro",schemaPath:"#/properties/categories/additionalProperties/properties/aupro/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.aupro.type}}];
return false;
}
var valid10 = _errs108 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.aupimo !== undefined){
let data53 = data45.aupimo;
const _errs110 = errors;
if((!((typeof data53 == "number") && (isFinite(data53)))) && (data53 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupimo",schemaPath:"#/properties/categories/additionalProperties/properties/aupimo/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.aupimo.type}}];
return false;
}
var valid10 = _errs110 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.iou !== undefined){
let data54 = data45.iou;
const _errs112 = errors;
if((!((typeof data54 == "number") && (isFinite(data54)))) && (data54 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/iou",schemaPath:"#/properties/categories/additionalProperties/properties/iou/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.iou.type}}];
return false;
}
var valid10 = _errs112 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.f1 !== undefined){
let data55 = data45.f1;
const _errs114 = errors;
if((!((typeof data55 == "number") && (isFinite(data55)))) && (data55 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/f1",schemaPath:"#/properties/categories/additionalProperties/properties/f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.f1.type}}];
return false;
}
var valid10 = _errs114 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.best_iou !== undefined){
let data56 = data45.best_iou;
const _errs116 = errors;
if((!((typeof data56 == "number") && (isFinite(data56)))) && (data56 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_iou",schemaPath:"#/properties/categories/additionalProperties/properties/best_iou/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.best_iou.type}}];
return false;
}
var valid10 = _errs116 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.best_f1 !== undefined){
let data57 = data45.best_f1;
const _errs118 = errors;
if((!((typeof data57 == "number") && (isFinite(data57)))) && (data57 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_f1",schemaPath:"#/properties/categories/additionalProperties/properties/best_f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.best_f1.type}}];
return false;
}
var valid10 = _errs118 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.best_threshold !== undefined){
let data58 = data45.best_threshold;
const _errs120 = errors;
if((!((typeof data58 == "number") && (isFinite(data58)))) && (data58 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_threshold",schemaPath:"#/properties/categories/additionalProperties/properties/best_threshold/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.best_threshold.type}}];
return false;
}
var valid10 = _errs120 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data45.defects !== undefined){
let data59 = data45.defects;
const _errs122 = errors;
if(errors === _errs122){
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
for(const key3 in data59){
let data60 = data59[key3];
const _errs125 = errors;
if(errors === _errs125){
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
let missing5;
if((data60.images === undefined) && (missing5 = "images")){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
else {
if(data60.images !== undefined){
let data61 = data60.images;
const _errs127 = errors;
if(!(((typeof data61 == "number") && (!(data61 % 1) && !isNaN(data61))) && (isFinite(data61)))){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/images/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs127){
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 < 0 || isNaN(data61)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/images",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid12 = _errs127 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.image_auroc !== undefined){
let data62 = data60.image_auroc;
const _errs129 = errors;
if((!((typeof data62 == "number") && (isFinite(data62)))) && (data62 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_auroc",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/image_auroc/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.image_auroc.type}}];
return false;
}
var valid12 = _errs129 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.image_ap !== undefined){
let data63 = data60.image_ap;
const _errs131 = errors;
if((!((typeof data63 == "number") && (isFinite(data63)))) && (data63 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_ap",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/image_ap/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.image_ap.type}}];
return false;
}
var valid12 = _errs131 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.image_f1 !== undefined){
let data64 = data60.image_f1;
const _errs133 = errors;
if((!((typeof data64 == "number") && (isFinite(data64)))) && (data64 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/image_f1",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/image_f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.image_f1.type}}];
return false;
}
var valid12 = _errs133 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.pixel_auroc !== undefined){
let data65 = data60.pixel_auroc;
const _errs135 = errors;
if((!((typeof data65 == "number") && (isFinite(data65)))) && (data65 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_auroc",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/pixel_auroc/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.pixel_auroc.type}}];
return false;
}
var valid12 = _errs135 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.pixel_ap !== undefined){
let data66 = data60.pixel_ap;
const _errs137 = errors;
if((!((typeof data66 == "number") && (isFinite(data66)))) && (data66 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel_ap",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/pixel_ap/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.pixel_ap.type}}];
return false;
}
var valid12 = _errs137 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.aupro !== undefined){
let data67 = data60.aupro;
const _errs139 = errors;
if((!((typeof data67 == "number") && (isFinite(data67)))) && (data67 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupro",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/aupro/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.aupro.type}}];
return false;
}
var valid12 = _errs139 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.aupimo !== undefined){
let data68 = data60.aupimo;
const _errs141 = errors;
if((!((typeof data68 == "number") && (isFinite(data68)))) && (data68 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/aupimo",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/aupimo/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.aupimo.type}}];
return false;
}
var valid12 = _errs141 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.iou !== undefined){
let data69 = data60.iou;
const _errs143 = errors;
if((!((typeof data69 == "number") && (isFinite(data69)))) && (data69 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/iou",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/iou/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.iou.type}}];
return false;
}
var valid12 = _errs143 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.f1 !== undefined){
let data70 = data60.f1;
const _errs145 = errors;
if((!((typeof data70 == "number") && (isFinite(data70)))) && (data70 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/f1",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.f1.type}}];
return false;
}
var valid12 = _errs145 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.best_iou !== undefined){
let data71 = data60.best_iou;
const _errs147 = errors;
if((!((typeof data71 == "number") && (isFinite(data71)))) && (data71 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_iou",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/best_iou/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.best_iou.type}}];
return false;
}
var valid12 = _errs147 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.best_f1 !== undefined){
let data72 = data60.best_f1;
const _errs149 = errors;
if((!((typeof data72 == "number") && (isFinite(data72)))) && (data72 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_f1",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/best_f1/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.best_f1.type}}];
return false;
}
var valid12 = _errs149 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data60.best_threshold !== undefined){
let data73 = data60.best_threshold;
const _errs151 = errors;
if((!((typeof data73 == "number") && (isFinite(data73)))) && (data73 !== null)){
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/best_threshold",schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/properties/best_threshold/type",keyword:"type",params:{type: schema32.properties.categories.additionalProperties.properties.defects.additionalProperties.properties.best_threshold.type}}];
return false;
}
var valid12 = _errs151 === errors;
}
else {
var valid12 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/categories/additionalProperties/properties/defects/additionalProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid11 = _errs125 === errors;
if(!valid11){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/defects",schemaPath:"#/properties/categories/additionalProperties/properties/defects/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid10 = _errs122 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/categories/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/categories/additionalProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid9 = _errs94 === errors;
if(!valid9){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mean !== undefined){
let data74 = data.mean;
const _errs153 = errors;
if(errors === _errs153){
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
if(data74.image_auroc !== undefined){
let data75 = data74.image_auroc;
const _errs155 = errors;
if((!((typeof data75 == "number") && (isFinite(data75)))) && (data75 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/image_auroc",schemaPath:"#/properties/mean/properties/image_auroc/type",keyword:"type",params:{type: schema32.properties.mean.properties.image_auroc.type}}];
return false;
}
var valid13 = _errs155 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.image_ap !== undefined){
let data76 = data74.image_ap;
const _errs157 = errors;
if((!((typeof data76 == "number") && (isFinite(data76)))) && (data76 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/image_ap",schemaPath:"#/properties/mean/properties/image_ap/type",keyword:"type",params:{type: schema32.properties.mean.properties.image_ap.type}}];
return false;
}
var valid13 = _errs157 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.image_f1 !== undefined){
let data77 = data74.image_f1;
const _errs159 = errors;
if((!((typeof data77 == "number") && (isFinite(data77)))) && (data77 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/image_f1",schemaPath:"#/properties/mean/properties/image_f1/type",keyword:"type",params:{type: schema32.properties.mean.properties.image_f1.type}}];
return false;
}
var valid13 = _errs159 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.pixel_auroc !== undefined){
let data78 = data74.pixel_auroc;
const _errs161 = errors;
if((!((typeof data78 == "number") && (isFinite(data78)))) && (data78 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/pixel_auroc",schemaPath:"#/properties/mean/properties/pixel_auroc/type",keyword:"type",params:{type: schema32.properties.mean.properties.pixel_auroc.type}}];
return false;
}
var valid13 = _errs161 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.pixel_ap !== undefined){
let data79 = data74.pixel_ap;
const _errs163 = errors;
if((!((typeof data79 == "number") && (isFinite(data79)))) && (data79 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/pixel_ap",schemaPath:"#/properties/mean/properties/pixel_ap/type",keyword:"type",params:{type: schema32.properties.mean.properties.pixel_ap.type}}];
return false;
}
var valid13 = _errs163 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.aupro !== undefined){
let data80 = data74.aupro;
const _errs165 = errors;
if((!((typeof data80 == "number") && (isFinite(data80)))) && (data80 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/aupro",schemaPath:"#/properties/mean/properties/aupro/type",keyword:"type",params:{type: schema32.properties.mean.properties.aupro.type}}];
return false;
}
var valid13 = _errs165 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.aupimo !== undefined){
let data81 = data74.aupimo;
const _errs167 = errors;
if((!((typeof data81 == "number") && (isFinite(data81)))) && (data81 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/aupimo",schemaPath:"#/properties/mean/properties/aupimo/type",keyword:"type",params:{type: schema32.properties.mean.properties.aupimo.type}}];
return false;
}
var valid13 = _errs167 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.iou !== undefined){
let data82 = data74.iou;
const _errs169 = errors;
if((!((typeof data82 == "number") && (isFinite(data82)))) && (data82 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/iou",schemaPath:"#/properties/mean/properties/iou/type",keyword:"type",params:{type: schema32.properties.mean.properties.iou.type}}];
return false;
}
var valid13 = _errs169 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.f1 !== undefined){
let data83 = data74.f1;
const _errs171 = errors;
if((!((typeof data83 == "number") && (isFinite(data83)))) && (data83 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/f1",schemaPath:"#/properties/mean/properties/f1/type",keyword:"type",params:{type: schema32.properties.mean.properties.f1.type}}];
return false;
}
var valid13 = _errs171 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.best_iou !== undefined){
let data84 = data74.best_iou;
const _errs173 = errors;
if((!((typeof data84 == "number") && (isFinite(data84)))) && (data84 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/best_iou",schemaPath:"#/properties/mean/properties/best_iou/type",keyword:"type",params:{type: schema32.properties.mean.properties.best_iou.type}}];
return false;
}
var valid13 = _errs173 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data74.best_f1 !== undefined){
let data85 = data74.best_f1;
const _errs175 = errors;
if((!((typeof data85 == "number") && (isFinite(data85)))) && (data85 !== null)){
validate21.errors = [{instancePath:instancePath+"/mean/best_f1",schemaPath:"#/properties/mean/properties/best_f1/type",keyword:"type",params:{type: schema32.properties.mean.properties.best_f1.type}}];
return false;
}
var valid13 = _errs175 === errors;
}
else {
var valid13 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/mean",schemaPath:"#/properties/mean/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs153 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.train !== undefined){
let data86 = data.train;
const _errs177 = errors;
if((!(data86 && typeof data86 == "object" && !Array.isArray(data86))) && (data86 !== null)){
validate21.errors = [{instancePath:instancePath+"/train",schemaPath:"#/properties/train/type",keyword:"type",params:{type: schema32.properties.train.type}}];
return false;
}
if(errors === _errs177){
if(data86 && typeof data86 == "object" && !Array.isArray(data86)){
let missing6;
if((((data86.steps === undefined) && (missing6 = "steps")) || ((data86.seconds === undefined) && (missing6 = "seconds"))) || ((data86.median_step_ms === undefined) && (missing6 = "median_step_ms"))){
validate21.errors = [{instancePath:instancePath+"/train",schemaPath:"#/properties/train/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
if(data86.steps !== undefined){
let data87 = data86.steps;
const _errs179 = errors;
if(!(((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87))) && (isFinite(data87)))){
validate21.errors = [{instancePath:instancePath+"/train/steps",schemaPath:"#/properties/train/properties/steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs179){
if((typeof data87 == "number") && (isFinite(data87))){
if(data87 < 0 || isNaN(data87)){
validate21.errors = [{instancePath:instancePath+"/train/steps",schemaPath:"#/properties/train/properties/steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid14 = _errs179 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.seconds !== undefined){
let data88 = data86.seconds;
const _errs181 = errors;
if(!((typeof data88 == "number") && (isFinite(data88)))){
validate21.errors = [{instancePath:instancePath+"/train/seconds",schemaPath:"#/properties/train/properties/seconds/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid14 = _errs181 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.median_step_ms !== undefined){
let data89 = data86.median_step_ms;
const _errs183 = errors;
if(!((typeof data89 == "number") && (isFinite(data89)))){
validate21.errors = [{instancePath:instancePath+"/train/median_step_ms",schemaPath:"#/properties/train/properties/median_step_ms/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid14 = _errs183 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.kept_step !== undefined){
let data90 = data86.kept_step;
const _errs185 = errors;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
validate21.errors = [{instancePath:instancePath+"/train/kept_step",schemaPath:"#/properties/train/properties/kept_step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs185){
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 < 0 || isNaN(data90)){
validate21.errors = [{instancePath:instancePath+"/train/kept_step",schemaPath:"#/properties/train/properties/kept_step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid14 = _errs185 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.kept_metric !== undefined){
const _errs187 = errors;
if(typeof data86.kept_metric !== "string"){
validate21.errors = [{instancePath:instancePath+"/train/kept_metric",schemaPath:"#/properties/train/properties/kept_metric/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs187 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.kept_value !== undefined){
let data92 = data86.kept_value;
const _errs189 = errors;
if((!((typeof data92 == "number") && (isFinite(data92)))) && (data92 !== null)){
validate21.errors = [{instancePath:instancePath+"/train/kept_value",schemaPath:"#/properties/train/properties/kept_value/type",keyword:"type",params:{type: schema32.properties.train.properties.kept_value.type}}];
return false;
}
var valid14 = _errs189 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data86.stopped_early !== undefined){
const _errs191 = errors;
if(typeof data86.stopped_early !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/train/stopped_early",schemaPath:"#/properties/train/properties/stopped_early/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid14 = _errs191 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
}
}
}
}
var valid0 = _errs177 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"format_version":true,"resolution":true,"images":true,"image_auroc":true,"image_ap":true,"image_f1":true,"pixel_auroc":true,"pixel_ap":true,"aupro":true,"aupimo":true,"iou":true,"f1":true,"best_iou":true,"best_f1":true,"best_threshold":true,"threshold":true,"threshold_from":true,"image_threshold":true,"image_threshold_from":true,"clean_up":true,"fpr_limit":true,"doubts":true,"defects":true,"categories":true,"mean":true,"train":true},"dynamicProps":false,"dynamicItems":false};

export const event = validate22;
const schema33 = {"title":"events.jsonl","description":"A line of events.jsonl, and of `anoseg run --json`. Other events than those named may be added.","type":"object","required":["event"],"properties":{"time":{"type":"string","description":"ISO 8601; in events.jsonl."},"event":{"type":"string","examples":["start","stage","step","checkpoint","validation","kept","warning","stopped","failed","done"]},"run":{"type":"string"},"name":{"type":"string"},"digest":{"type":"string"},"stage":{"type":"string"},"step":{"type":"integer","minimum":0},"steps":{"type":"integer","minimum":0},"from":{"type":"integer","minimum":0},"losses":{"type":"array","items":{"type":"string"}},"loss":{"type":"object","additionalProperties":{"type":["number","null"]}},"step_ms":{"type":"number"},"seconds_left":{"type":"number","description":"Of training, in `progress`; these are printed, and not kept."},"path":{"type":"string"},"metric":{"type":"string"},"value":{"type":["number","null"]},"best":{"type":["object","null"],"required":["step","value"],"properties":{"step":{"type":"integer","minimum":0},"value":{"type":"number"}}},"code":{"type":"string"},"message":{"type":"string"},"lost":{"type":"boolean","description":"Of a warning: something that was saved is gone."},"hint":{"type":"string"},"exit":{"type":"integer","minimum":0},"metrics":{"type":"object"}},"allOf":[{"anyOf":[{"properties":{"event":{"not":{"enum":["step","checkpoint","stopped"]}}}},{"required":["step"]}]},{"anyOf":[{"properties":{"event":{"not":{"enum":["validation"]}}}},{"required":["step","metric","value","best"]}]},{"anyOf":[{"properties":{"event":{"not":{"enum":["stage"]}}}},{"required":["stage"]}]},{"anyOf":[{"properties":{"event":{"not":{"enum":["start"]}}}},{"required":["name","steps","from"]}]},{"anyOf":[{"properties":{"event":{"not":{"enum":["failed"]}}}},{"required":["message"]}]},{"anyOf":[{"properties":{"event":{"not":{"enum":["done"]}}}},{"required":["run","metrics"]}]}]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
const _errs2 = errors;
let valid1 = false;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
let data0 = data.event;
const _errs5 = errors;
const _errs6 = errors;
if(!(((data0 === "step") || (data0 === "checkpoint")) || (data0 === "stopped"))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid3 = _errs6 === errors;
if(valid3){
const err1 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/0/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
}
var _valid0 = _errs3 === errors;
valid1 = valid1 || _valid0;
if(_valid0){
var props0 = {};
props0.event = true;
}
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.step === undefined) && (missing0 = "step")){
const err2 = {instancePath,schemaPath:"#/allOf/0/anyOf/1/required",keyword:"required",params:{missingProperty: missing0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/0/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs1 === errors;
if(valid0){
const _errs8 = errors;
const _errs9 = errors;
let valid4 = false;
const _errs10 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
const _errs12 = errors;
const _errs13 = errors;
if(!(data.event === "validation")){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var valid6 = _errs13 === errors;
if(valid6){
const err5 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/1/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
}
}
var _valid1 = _errs10 === errors;
valid4 = valid4 || _valid1;
if(_valid1){
var props1 = {};
props1.event = true;
}
const _errs14 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((data.step === undefined) && (missing1 = "step")) || ((data.metric === undefined) && (missing1 = "metric"))) || ((data.value === undefined) && (missing1 = "value"))) || ((data.best === undefined) && (missing1 = "best"))){
const err6 = {instancePath,schemaPath:"#/allOf/1/anyOf/1/required",keyword:"required",params:{missingProperty: missing1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid1 = _errs14 === errors;
valid4 = valid4 || _valid1;
if(!valid4){
const err7 = {instancePath,schemaPath:"#/allOf/1/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs8 === errors;
if(valid0){
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
const _errs15 = errors;
const _errs16 = errors;
let valid7 = false;
const _errs17 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
const _errs19 = errors;
const _errs20 = errors;
if(!(data.event === "stage")){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid9 = _errs20 === errors;
if(valid9){
const err9 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/2/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
}
}
var _valid2 = _errs17 === errors;
valid7 = valid7 || _valid2;
if(_valid2){
var props2 = {};
props2.event = true;
}
const _errs21 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.stage === undefined) && (missing2 = "stage")){
const err10 = {instancePath,schemaPath:"#/allOf/2/anyOf/1/required",keyword:"required",params:{missingProperty: missing2}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid2 = _errs21 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const err11 = {instancePath,schemaPath:"#/allOf/2/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs15 === errors;
if(valid0){
if(props0 !== true && props2 !== undefined){
if(props2 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props2);
}
}
const _errs22 = errors;
const _errs23 = errors;
let valid10 = false;
const _errs24 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
const _errs26 = errors;
const _errs27 = errors;
if(!(data.event === "start")){
const err12 = {};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var valid12 = _errs27 === errors;
if(valid12){
const err13 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/3/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
}
}
}
var _valid3 = _errs24 === errors;
valid10 = valid10 || _valid3;
if(_valid3){
var props3 = {};
props3.event = true;
}
const _errs28 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((((data.name === undefined) && (missing3 = "name")) || ((data.steps === undefined) && (missing3 = "steps"))) || ((data.from === undefined) && (missing3 = "from"))){
const err14 = {instancePath,schemaPath:"#/allOf/3/anyOf/1/required",keyword:"required",params:{missingProperty: missing3}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var _valid3 = _errs28 === errors;
valid10 = valid10 || _valid3;
if(!valid10){
const err15 = {instancePath,schemaPath:"#/allOf/3/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs22 === errors;
if(valid0){
if(props0 !== true && props3 !== undefined){
if(props3 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props3);
}
}
const _errs29 = errors;
const _errs30 = errors;
let valid13 = false;
const _errs31 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
const _errs33 = errors;
const _errs34 = errors;
if(!(data.event === "failed")){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var valid15 = _errs34 === errors;
if(valid15){
const err17 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/4/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
}
}
var _valid4 = _errs31 === errors;
valid13 = valid13 || _valid4;
if(_valid4){
var props4 = {};
props4.event = true;
}
const _errs35 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.message === undefined) && (missing4 = "message")){
const err18 = {instancePath,schemaPath:"#/allOf/4/anyOf/1/required",keyword:"required",params:{missingProperty: missing4}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid4 = _errs35 === errors;
valid13 = valid13 || _valid4;
if(!valid13){
const err19 = {instancePath,schemaPath:"#/allOf/4/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs29 === errors;
if(valid0){
if(props0 !== true && props4 !== undefined){
if(props4 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props4);
}
}
const _errs36 = errors;
const _errs37 = errors;
let valid16 = false;
const _errs38 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
const _errs40 = errors;
const _errs41 = errors;
if(!(data.event === "done")){
const err20 = {};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var valid18 = _errs41 === errors;
if(valid18){
const err21 = {instancePath:instancePath+"/event",schemaPath:"#/allOf/5/anyOf/0/properties/event/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs40;
if(vErrors !== null){
if(_errs40){
vErrors.length = _errs40;
}
else {
vErrors = null;
}
}
}
}
}
var _valid5 = _errs38 === errors;
valid16 = valid16 || _valid5;
if(_valid5){
var props5 = {};
props5.event = true;
}
const _errs42 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if(((data.run === undefined) && (missing5 = "run")) || ((data.metrics === undefined) && (missing5 = "metrics"))){
const err22 = {instancePath,schemaPath:"#/allOf/5/anyOf/1/required",keyword:"required",params:{missingProperty: missing5}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid5 = _errs42 === errors;
valid16 = valid16 || _valid5;
if(!valid16){
const err23 = {instancePath,schemaPath:"#/allOf/5/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
validate22.errors = vErrors;
return false;
}
else {
errors = _errs37;
if(vErrors !== null){
if(_errs37){
vErrors.length = _errs37;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs36 === errors;
if(valid0){
if(props0 !== true && props5 !== undefined){
if(props5 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props5);
}
}
}
}
}
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if((data.event === undefined) && (missing6 = "event")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
if(props0 !== true){
props0 = props0 || {};
props0.time = true;
props0.event = true;
props0.run = true;
props0.name = true;
props0.digest = true;
props0.stage = true;
props0.step = true;
props0.steps = true;
props0.from = true;
props0.losses = true;
props0.loss = true;
props0.step_ms = true;
props0.seconds_left = true;
props0.path = true;
props0.metric = true;
props0.value = true;
props0.best = true;
props0.code = true;
props0.message = true;
props0.lost = true;
props0.hint = true;
props0.exit = true;
props0.metrics = true;
}
if(data.time !== undefined){
const _errs43 = errors;
if(typeof data.time !== "string"){
validate22.errors = [{instancePath:instancePath+"/time",schemaPath:"#/properties/time/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs43 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.event !== undefined){
const _errs45 = errors;
if(typeof data.event !== "string"){
validate22.errors = [{instancePath:instancePath+"/event",schemaPath:"#/properties/event/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs45 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.run !== undefined){
const _errs47 = errors;
if(typeof data.run !== "string"){
validate22.errors = [{instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs47 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.name !== undefined){
const _errs49 = errors;
if(typeof data.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs49 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.digest !== undefined){
const _errs51 = errors;
if(typeof data.digest !== "string"){
validate22.errors = [{instancePath:instancePath+"/digest",schemaPath:"#/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs51 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.stage !== undefined){
const _errs53 = errors;
if(typeof data.stage !== "string"){
validate22.errors = [{instancePath:instancePath+"/stage",schemaPath:"#/properties/stage/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs53 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.step !== undefined){
let data12 = data.step;
const _errs55 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate22.errors = [{instancePath:instancePath+"/step",schemaPath:"#/properties/step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs55){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
validate22.errors = [{instancePath:instancePath+"/step",schemaPath:"#/properties/step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid19 = _errs55 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.steps !== undefined){
let data13 = data.steps;
const _errs57 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate22.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs57){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
validate22.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid19 = _errs57 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.from !== undefined){
let data14 = data.from;
const _errs59 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate22.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs59){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
validate22.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid19 = _errs59 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.losses !== undefined){
let data15 = data.losses;
const _errs61 = errors;
if(errors === _errs61){
if(Array.isArray(data15)){
var valid20 = true;
const len0 = data15.length;
for(let i0=0; i0<len0; i0++){
const _errs63 = errors;
if(typeof data15[i0] !== "string"){
validate22.errors = [{instancePath:instancePath+"/losses/" + i0,schemaPath:"#/properties/losses/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid20 = _errs63 === errors;
if(!valid20){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/losses",schemaPath:"#/properties/losses/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid19 = _errs61 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.loss !== undefined){
let data17 = data.loss;
const _errs65 = errors;
if(errors === _errs65){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key0 in data17){
let data18 = data17[key0];
const _errs68 = errors;
if((!((typeof data18 == "number") && (isFinite(data18)))) && (data18 !== null)){
validate22.errors = [{instancePath:instancePath+"/loss/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/loss/additionalProperties/type",keyword:"type",params:{type: schema33.properties.loss.additionalProperties.type}}];
return false;
}
var valid21 = _errs68 === errors;
if(!valid21){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/loss",schemaPath:"#/properties/loss/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid19 = _errs65 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.step_ms !== undefined){
let data19 = data.step_ms;
const _errs70 = errors;
if(!((typeof data19 == "number") && (isFinite(data19)))){
validate22.errors = [{instancePath:instancePath+"/step_ms",schemaPath:"#/properties/step_ms/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid19 = _errs70 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.seconds_left !== undefined){
let data20 = data.seconds_left;
const _errs72 = errors;
if(!((typeof data20 == "number") && (isFinite(data20)))){
validate22.errors = [{instancePath:instancePath+"/seconds_left",schemaPath:"#/properties/seconds_left/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid19 = _errs72 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.path !== undefined){
const _errs74 = errors;
if(typeof data.path !== "string"){
validate22.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs74 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.metric !== undefined){
const _errs76 = errors;
if(typeof data.metric !== "string"){
validate22.errors = [{instancePath:instancePath+"/metric",schemaPath:"#/properties/metric/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs76 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.value !== undefined){
let data23 = data.value;
const _errs78 = errors;
if((!((typeof data23 == "number") && (isFinite(data23)))) && (data23 !== null)){
validate22.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: schema33.properties.value.type}}];
return false;
}
var valid19 = _errs78 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.best !== undefined){
let data24 = data.best;
const _errs80 = errors;
if((!(data24 && typeof data24 == "object" && !Array.isArray(data24))) && (data24 !== null)){
validate22.errors = [{instancePath:instancePath+"/best",schemaPath:"#/properties/best/type",keyword:"type",params:{type: schema33.properties.best.type}}];
return false;
}
if(errors === _errs80){
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing7;
if(((data24.step === undefined) && (missing7 = "step")) || ((data24.value === undefined) && (missing7 = "value"))){
validate22.errors = [{instancePath:instancePath+"/best",schemaPath:"#/properties/best/required",keyword:"required",params:{missingProperty: missing7}}];
return false;
}
else {
if(data24.step !== undefined){
let data25 = data24.step;
const _errs82 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate22.errors = [{instancePath:instancePath+"/best/step",schemaPath:"#/properties/best/properties/step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs82){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
validate22.errors = [{instancePath:instancePath+"/best/step",schemaPath:"#/properties/best/properties/step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid22 = _errs82 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data24.value !== undefined){
let data26 = data24.value;
const _errs84 = errors;
if(!((typeof data26 == "number") && (isFinite(data26)))){
validate22.errors = [{instancePath:instancePath+"/best/value",schemaPath:"#/properties/best/properties/value/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid22 = _errs84 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
var valid19 = _errs80 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.code !== undefined){
const _errs86 = errors;
if(typeof data.code !== "string"){
validate22.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs86 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.message !== undefined){
const _errs88 = errors;
if(typeof data.message !== "string"){
validate22.errors = [{instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs88 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.lost !== undefined){
const _errs90 = errors;
if(typeof data.lost !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/lost",schemaPath:"#/properties/lost/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid19 = _errs90 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.hint !== undefined){
const _errs92 = errors;
if(typeof data.hint !== "string"){
validate22.errors = [{instancePath:instancePath+"/hint",schemaPath:"#/properties/hint/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs92 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.exit !== undefined){
let data31 = data.exit;
const _errs94 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate22.errors = [{instancePath:instancePath+"/exit",schemaPath:"#/properties/exit/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs94){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 < 0 || isNaN(data31)){
validate22.errors = [{instancePath:instancePath+"/exit",schemaPath:"#/properties/exit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid19 = _errs94 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data.metrics !== undefined){
let data32 = data.metrics;
const _errs96 = errors;
if(!(data32 && typeof data32 == "object" && !Array.isArray(data32))){
validate22.errors = [{instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "object"}}];
return false;
}
var valid19 = _errs96 === errors;
}
else {
var valid19 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate22.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate22.evaluated = {"dynamicProps":true,"dynamicItems":false};

export const experiment = validate23;
const schema34 = {"title":"experiment.json","description":"An experiment: the pipeline, its parameters with their values, and the runs in the order in which they are done. What became of a run its own folder says.","type":"object","required":["name","sources","file","set","data","threads","device","parameters","report","looked_at","runs"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"name":{"type":"string"},"sources":{"description":"The pipeline with its imports, by name.","type":"object","required":["entry","files"],"properties":{"entry":{"type":"string"},"files":{"type":"object","additionalProperties":{"type":"string"}}}},"file":{"type":["string","null"],"description":"Where the pipeline lay."},"set":{"type":"object","additionalProperties":{"type":"string"},"description":"Parameters that are the same in all runs."},"data":{"type":["string","null"],"description":"The folder of data; null where it is drawn."},"threads":{"type":["number","null"]},"device":{"enum":["cpu","gpu",null]},"parameters":{"type":"array","items":{"type":"object","required":["name","role","values"],"properties":{"name":{"type":"string"},"role":{"description":"Whether its values are variants to compare, or repeats such as seeds.","enum":["compared","repeated","other"]},"values":{"type":"array","items":{"type":"string"}}}}},"report":{"type":"array","items":{"type":"string"},"description":"The figures to show, in this order."},"doc":{"type":["string","null"],"description":"What the file says of itself; absent where it says nothing."},"looked_at":{"type":["string","null"],"description":"Which data were looked at to choose what is compared."},"runs":{"type":"array","items":{"type":"object","required":["folder","parameters","digest"],"properties":{"folder":{"type":"string","description":"Of the run, below that of the experiment."},"parameters":{"type":"object","additionalProperties":{"type":"string"}},"digest":{"type":"string","description":"Of what the pipeline means with them."}}}}}};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((data.name === undefined) && (missing0 = "name")) || ((data.sources === undefined) && (missing0 = "sources"))) || ((data.file === undefined) && (missing0 = "file"))) || ((data.set === undefined) && (missing0 = "set"))) || ((data.data === undefined) && (missing0 = "data"))) || ((data.threads === undefined) && (missing0 = "threads"))) || ((data.device === undefined) && (missing0 = "device"))) || ((data.parameters === undefined) && (missing0 = "parameters"))) || ((data.report === undefined) && (missing0 = "report"))) || ((data.looked_at === undefined) && (missing0 = "looked_at"))) || ((data.runs === undefined) && (missing0 = "runs"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate23.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sources !== undefined){
let data2 = data.sources;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.entry === undefined) && (missing1 = "entry")) || ((data2.files === undefined) && (missing1 = "files"))){
validate23.errors = [{instancePath:instancePath+"/sources",schemaPath:"#/properties/sources/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.entry !== undefined){
const _errs7 = errors;
if(typeof data2.entry !== "string"){
validate23.errors = [{instancePath:instancePath+"/sources/entry",schemaPath:"#/properties/sources/properties/entry/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.files !== undefined){
let data4 = data2.files;
const _errs9 = errors;
if(errors === _errs9){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
const _errs12 = errors;
if(typeof data4[key0] !== "string"){
validate23.errors = [{instancePath:instancePath+"/sources/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sources/properties/files/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/sources/files",schemaPath:"#/properties/sources/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/sources",schemaPath:"#/properties/sources/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.file !== undefined){
let data6 = data.file;
const _errs14 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate23.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: schema34.properties.file.type}}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.set !== undefined){
let data7 = data.set;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key1 in data7){
const _errs19 = errors;
if(typeof data7[key1] !== "string"){
validate23.errors = [{instancePath:instancePath+"/set/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/set/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs19 === errors;
if(!valid3){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/set",schemaPath:"#/properties/set/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data9 = data.data;
const _errs21 = errors;
if((typeof data9 !== "string") && (data9 !== null)){
validate23.errors = [{instancePath:instancePath+"/data",schemaPath:"#/properties/data/type",keyword:"type",params:{type: schema34.properties.data.type}}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.threads !== undefined){
let data10 = data.threads;
const _errs23 = errors;
if((!((typeof data10 == "number") && (isFinite(data10)))) && (data10 !== null)){
validate23.errors = [{instancePath:instancePath+"/threads",schemaPath:"#/properties/threads/type",keyword:"type",params:{type: schema34.properties.threads.type}}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device !== undefined){
let data11 = data.device;
const _errs25 = errors;
if(!(((data11 === "cpu") || (data11 === "gpu")) || (data11 === null))){
validate23.errors = [{instancePath:instancePath+"/device",schemaPath:"#/properties/device/enum",keyword:"enum",params:{allowedValues: schema34.properties.device.enum}}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.parameters !== undefined){
let data12 = data.parameters;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data12)){
var valid4 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
const _errs28 = errors;
if(errors === _errs28){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing2;
if((((data13.name === undefined) && (missing2 = "name")) || ((data13.role === undefined) && (missing2 = "role"))) || ((data13.values === undefined) && (missing2 = "values"))){
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0,schemaPath:"#/properties/parameters/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data13.name !== undefined){
const _errs30 = errors;
if(typeof data13.name !== "string"){
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0+"/name",schemaPath:"#/properties/parameters/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid5 = _errs30 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.role !== undefined){
let data15 = data13.role;
const _errs32 = errors;
if(!(((data15 === "compared") || (data15 === "repeated")) || (data15 === "other"))){
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0+"/role",schemaPath:"#/properties/parameters/items/properties/role/enum",keyword:"enum",params:{allowedValues: schema34.properties.parameters.items.properties.role.enum}}];
return false;
}
var valid5 = _errs32 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.values !== undefined){
let data16 = data13.values;
const _errs33 = errors;
if(errors === _errs33){
if(Array.isArray(data16)){
var valid6 = true;
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
const _errs35 = errors;
if(typeof data16[i1] !== "string"){
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0+"/values/" + i1,schemaPath:"#/properties/parameters/items/properties/values/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs35 === errors;
if(!valid6){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0+"/values",schemaPath:"#/properties/parameters/items/properties/values/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid5 = _errs33 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/parameters/" + i0,schemaPath:"#/properties/parameters/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs28 === errors;
if(!valid4){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.report !== undefined){
let data18 = data.report;
const _errs37 = errors;
if(errors === _errs37){
if(Array.isArray(data18)){
var valid7 = true;
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
const _errs39 = errors;
if(typeof data18[i2] !== "string"){
validate23.errors = [{instancePath:instancePath+"/report/" + i2,schemaPath:"#/properties/report/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs39 === errors;
if(!valid7){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/report",schemaPath:"#/properties/report/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.doc !== undefined){
let data20 = data.doc;
const _errs41 = errors;
if((typeof data20 !== "string") && (data20 !== null)){
validate23.errors = [{instancePath:instancePath+"/doc",schemaPath:"#/properties/doc/type",keyword:"type",params:{type: schema34.properties.doc.type}}];
return false;
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.looked_at !== undefined){
let data21 = data.looked_at;
const _errs43 = errors;
if((typeof data21 !== "string") && (data21 !== null)){
validate23.errors = [{instancePath:instancePath+"/looked_at",schemaPath:"#/properties/looked_at/type",keyword:"type",params:{type: schema34.properties.looked_at.type}}];
return false;
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.runs !== undefined){
let data22 = data.runs;
const _errs45 = errors;
if(errors === _errs45){
if(Array.isArray(data22)){
var valid8 = true;
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
let data23 = data22[i3];
const _errs47 = errors;
if(errors === _errs47){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing3;
if((((data23.folder === undefined) && (missing3 = "folder")) || ((data23.parameters === undefined) && (missing3 = "parameters"))) || ((data23.digest === undefined) && (missing3 = "digest"))){
validate23.errors = [{instancePath:instancePath+"/runs/" + i3,schemaPath:"#/properties/runs/items/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
if(data23.folder !== undefined){
const _errs49 = errors;
if(typeof data23.folder !== "string"){
validate23.errors = [{instancePath:instancePath+"/runs/" + i3+"/folder",schemaPath:"#/properties/runs/items/properties/folder/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid9 = _errs49 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data23.parameters !== undefined){
let data25 = data23.parameters;
const _errs51 = errors;
if(errors === _errs51){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key2 in data25){
const _errs54 = errors;
if(typeof data25[key2] !== "string"){
validate23.errors = [{instancePath:instancePath+"/runs/" + i3+"/parameters/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/runs/items/properties/parameters/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid10 = _errs54 === errors;
if(!valid10){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/runs/" + i3+"/parameters",schemaPath:"#/properties/runs/items/properties/parameters/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid9 = _errs51 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data23.digest !== undefined){
const _errs56 = errors;
if(typeof data23.digest !== "string"){
validate23.errors = [{instancePath:instancePath+"/runs/" + i3+"/digest",schemaPath:"#/properties/runs/items/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid9 = _errs56 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/runs/" + i3,schemaPath:"#/properties/runs/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid8 = _errs47 === errors;
if(!valid8){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/runs",schemaPath:"#/properties/runs/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"format_version":true,"name":true,"sources":true,"file":true,"set":true,"data":true,"threads":true,"device":true,"parameters":true,"report":true,"doc":true,"looked_at":true,"runs":true},"dynamicProps":false,"dynamicItems":false};

export const state = validate24;
const schema35 = {"title":"checkpoints/STEP/state.json","type":"object","required":["step"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"run":{"type":"string","description":"`identity` of the lock; absent where that has none."},"digest":{"type":"string","description":"SHA-256 of all else in it, as JSON with sorted keys. Since 1.2."},"step":{"type":"integer","minimum":0},"files":{"type":"object","additionalProperties":{"type":"string"},"description":"SHA-256 of each file beside it; absent in those of earlier releases."},"keep":{"description":"Which weights were the best so far: those in kept/, where there are some.","type":"object","required":["measured","misses","best"],"properties":{"measured":{"type":"integer","minimum":0,"description":"The step of the last measurement."},"misses":{"type":"integer","minimum":0,"description":"Measurements since the best one."},"best":{"type":["object","null"],"required":["step","value"],"properties":{"step":{"type":"integer","minimum":0},"value":{"type":"number"}}}}}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.step === undefined) && (missing0 = "step")){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate24.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.run !== undefined){
const _errs3 = errors;
if(typeof data.run !== "string"){
validate24.errors = [{instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.digest !== undefined){
const _errs5 = errors;
if(typeof data.digest !== "string"){
validate24.errors = [{instancePath:instancePath+"/digest",schemaPath:"#/properties/digest/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.step !== undefined){
let data3 = data.step;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate24.errors = [{instancePath:instancePath+"/step",schemaPath:"#/properties/step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/step",schemaPath:"#/properties/step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined){
let data4 = data.files;
const _errs9 = errors;
if(errors === _errs9){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
const _errs12 = errors;
if(typeof data4[key0] !== "string"){
validate24.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/files/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs12 === errors;
if(!valid1){
break;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keep !== undefined){
let data6 = data.keep;
const _errs14 = errors;
if(errors === _errs14){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((((data6.measured === undefined) && (missing1 = "measured")) || ((data6.misses === undefined) && (missing1 = "misses"))) || ((data6.best === undefined) && (missing1 = "best"))){
validate24.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data6.measured !== undefined){
let data7 = data6.measured;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate24.errors = [{instancePath:instancePath+"/keep/measured",schemaPath:"#/properties/keep/properties/measured/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate24.errors = [{instancePath:instancePath+"/keep/measured",schemaPath:"#/properties/keep/properties/measured/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.misses !== undefined){
let data8 = data6.misses;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate24.errors = [{instancePath:instancePath+"/keep/misses",schemaPath:"#/properties/keep/properties/misses/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate24.errors = [{instancePath:instancePath+"/keep/misses",schemaPath:"#/properties/keep/properties/misses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.best !== undefined){
let data9 = data6.best;
const _errs20 = errors;
if((!(data9 && typeof data9 == "object" && !Array.isArray(data9))) && (data9 !== null)){
validate24.errors = [{instancePath:instancePath+"/keep/best",schemaPath:"#/properties/keep/properties/best/type",keyword:"type",params:{type: schema35.properties.keep.properties.best.type}}];
return false;
}
if(errors === _errs20){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing2;
if(((data9.step === undefined) && (missing2 = "step")) || ((data9.value === undefined) && (missing2 = "value"))){
validate24.errors = [{instancePath:instancePath+"/keep/best",schemaPath:"#/properties/keep/properties/best/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data9.step !== undefined){
let data10 = data9.step;
const _errs22 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate24.errors = [{instancePath:instancePath+"/keep/best/step",schemaPath:"#/properties/keep/properties/best/properties/step/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs22){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate24.errors = [{instancePath:instancePath+"/keep/best/step",schemaPath:"#/properties/keep/properties/best/properties/step/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data9.value !== undefined){
let data11 = data9.value;
const _errs24 = errors;
if(!((typeof data11 == "number") && (isFinite(data11)))){
validate24.errors = [{instancePath:instancePath+"/keep/best/value",schemaPath:"#/properties/keep/properties/best/properties/value/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":{"format_version":true,"run":true,"digest":true,"step":true,"files":true,"keep":true},"dynamicProps":false,"dynamicItems":false};

export const claim = validate25;
const schema36 = {"title":"claim.json","description":"Who works in a folder.","type":"object","required":["host","place","pid","started","token","leader","since","command"],"properties":{"host":{"type":"string"},"place":{"type":"string"},"pid":{"type":"integer","minimum":1,"maximum":9007199254740991},"started":{"type":"string"},"token":{"type":"string","pattern":"^[0-9a-f-]{36}$","description":"It becomes part of a name."},"leader":{"type":"integer","minimum":1,"maximum":9007199254740991},"since":{"type":"string"},"command":{"type":"string"}}};
const pattern6 = new RegExp("^[0-9a-f-]{36}$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.host === undefined) && (missing0 = "host")) || ((data.place === undefined) && (missing0 = "place"))) || ((data.pid === undefined) && (missing0 = "pid"))) || ((data.started === undefined) && (missing0 = "started"))) || ((data.token === undefined) && (missing0 = "token"))) || ((data.leader === undefined) && (missing0 = "leader"))) || ((data.since === undefined) && (missing0 = "since"))) || ((data.command === undefined) && (missing0 = "command"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.host !== undefined){
const _errs1 = errors;
if(typeof data.host !== "string"){
validate25.errors = [{instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.place !== undefined){
const _errs3 = errors;
if(typeof data.place !== "string"){
validate25.errors = [{instancePath:instancePath+"/place",schemaPath:"#/properties/place/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pid !== undefined){
let data2 = data.pid;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate25.errors = [{instancePath:instancePath+"/pid",schemaPath:"#/properties/pid/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/pid",schemaPath:"#/properties/pid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/pid",schemaPath:"#/properties/pid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.started !== undefined){
const _errs7 = errors;
if(typeof data.started !== "string"){
validate25.errors = [{instancePath:instancePath+"/started",schemaPath:"#/properties/started/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.token !== undefined){
let data4 = data.token;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(!pattern6.test(data4)){
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f-]{36}$"}}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.leader !== undefined){
let data5 = data.leader;
const _errs11 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate25.errors = [{instancePath:instancePath+"/leader",schemaPath:"#/properties/leader/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate25.errors = [{instancePath:instancePath+"/leader",schemaPath:"#/properties/leader/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate25.errors = [{instancePath:instancePath+"/leader",schemaPath:"#/properties/leader/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.since !== undefined){
const _errs13 = errors;
if(typeof data.since !== "string"){
validate25.errors = [{instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.command !== undefined){
const _errs15 = errors;
if(typeof data.command !== "string"){
validate25.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":{"host":true,"place":true,"pid":true,"started":true,"token":true,"leader":true,"since":true,"command":true},"dynamicProps":false,"dynamicItems":false};

export const predictions = validate26;
const schema37 = {"title":"predictions.json","description":"What `anoseg predict` left, as far as it reads it again.","type":"object","required":["command","images"],"properties":{"command":{"type":"string"},"images":{"type":"array","items":{"type":"object","properties":{"map":{"type":["string","null"]},"overlay":{"type":["string","null"]}}}}}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.command === undefined) && (missing0 = "command")) || ((data.images === undefined) && (missing0 = "images"))){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.command !== undefined){
const _errs1 = errors;
if(typeof data.command !== "string"){
validate26.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.images !== undefined){
let data1 = data.images;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.map !== undefined){
let data3 = data2.map;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate26.errors = [{instancePath:instancePath+"/images/" + i0+"/map",schemaPath:"#/properties/images/items/properties/map/type",keyword:"type",params:{type: schema37.properties.images.items.properties.map.type}}];
return false;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.overlay !== undefined){
let data4 = data2.overlay;
const _errs9 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate26.errors = [{instancePath:instancePath+"/images/" + i0+"/overlay",schemaPath:"#/properties/images/items/properties/overlay/type",keyword:"type",params:{type: schema37.properties.images.items.properties.overlay.type}}];
return false;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/images/" + i0,schemaPath:"#/properties/images/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":{"command":true,"images":true},"dynamicProps":false,"dynamicItems":false};

export const rows = validate27;
const schema38 = {"title":"index.json of decoded pictures","type":"object","required":["file","contents","rows"],"properties":{"file":{"type":"string","pattern":"^pixels-[0-9a-f]+\\.raw$"},"contents":{"type":"array","items":{"type":"string"}},"rows":{"type":"array","items":{"type":"string"}}}};
const pattern7 = new RegExp("^pixels-[0-9a-f]+\\.raw$", "u");

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.file === undefined) && (missing0 = "file")) || ((data.contents === undefined) && (missing0 = "contents"))) || ((data.rows === undefined) && (missing0 = "rows"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.file !== undefined){
let data0 = data.file;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern7.test(data0)){
validate27.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/pattern",keyword:"pattern",params:{pattern: "^pixels-[0-9a-f]+\\.raw$"}}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contents !== undefined){
let data1 = data.contents;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs5 = errors;
if(typeof data1[i0] !== "string"){
validate27.errors = [{instancePath:instancePath+"/contents/" + i0,schemaPath:"#/properties/contents/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/contents",schemaPath:"#/properties/contents/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rows !== undefined){
let data3 = data.rows;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid2 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(typeof data3[i1] !== "string"){
validate27.errors = [{instancePath:instancePath+"/rows/" + i1,schemaPath:"#/properties/rows/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/rows",schemaPath:"#/properties/rows/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":{"file":true,"contents":true,"rows":true},"dynamicProps":false,"dynamicItems":false};

export const speeds = validate28;
const schema39 = {"title":"speeds.json","description":"How fast trainings were on this machine, the newest first.","type":"object","required":["speeds"],"properties":{"speeds":{"type":"array","items":{"type":"object","required":["pipeline","time","threads","device","multiply_adds","step_ms"],"properties":{"pipeline":{"type":"string"},"time":{"type":"string","description":"ISO 8601."},"threads":{"type":"integer","minimum":1},"device":{"enum":["cpu","gpu"]},"multiply_adds":{"type":"number","minimum":0,"exclusiveMinimum":0,"description":"Of a step, as `plan` counts them."},"step_ms":{"type":"number","minimum":0,"exclusiveMinimum":0},"steps":{"type":"integer","minimum":0,"description":"How many were measured."}}}}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.speeds === undefined) && (missing0 = "speeds")){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.speeds !== undefined){
let data0 = data.speeds;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((((((data1.pipeline === undefined) && (missing1 = "pipeline")) || ((data1.time === undefined) && (missing1 = "time"))) || ((data1.threads === undefined) && (missing1 = "threads"))) || ((data1.device === undefined) && (missing1 = "device"))) || ((data1.multiply_adds === undefined) && (missing1 = "multiply_adds"))) || ((data1.step_ms === undefined) && (missing1 = "step_ms"))){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0,schemaPath:"#/properties/speeds/items/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data1.pipeline !== undefined){
const _errs5 = errors;
if(typeof data1.pipeline !== "string"){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/pipeline",schemaPath:"#/properties/speeds/items/properties/pipeline/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.time !== undefined){
const _errs7 = errors;
if(typeof data1.time !== "string"){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/time",schemaPath:"#/properties/speeds/items/properties/time/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.threads !== undefined){
let data4 = data1.threads;
const _errs9 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/threads",schemaPath:"#/properties/speeds/items/properties/threads/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/threads",schemaPath:"#/properties/speeds/items/properties/threads/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.device !== undefined){
let data5 = data1.device;
const _errs11 = errors;
if(!((data5 === "cpu") || (data5 === "gpu"))){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/device",schemaPath:"#/properties/speeds/items/properties/device/enum",keyword:"enum",params:{allowedValues: schema39.properties.speeds.items.properties.device.enum}}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.multiply_adds !== undefined){
let data6 = data1.multiply_adds;
const _errs12 = errors;
if(errors === _errs12){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/multiply_adds",schemaPath:"#/properties/speeds/items/properties/multiply_adds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
else {
if(data6 <= 0 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/multiply_adds",schemaPath:"#/properties/speeds/items/properties/multiply_adds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/multiply_adds",schemaPath:"#/properties/speeds/items/properties/multiply_adds/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.step_ms !== undefined){
let data7 = data1.step_ms;
const _errs14 = errors;
if(errors === _errs14){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/step_ms",schemaPath:"#/properties/speeds/items/properties/step_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
else {
if(data7 <= 0 || isNaN(data7)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/step_ms",schemaPath:"#/properties/speeds/items/properties/step_ms/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/step_ms",schemaPath:"#/properties/speeds/items/properties/step_ms/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.steps !== undefined){
let data8 = data1.steps;
const _errs16 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/steps",schemaPath:"#/properties/speeds/items/properties/steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0+"/steps",schemaPath:"#/properties/speeds/items/properties/steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/speeds/" + i0,schemaPath:"#/properties/speeds/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/speeds",schemaPath:"#/properties/speeds/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":{"speeds":true},"dynamicProps":false,"dynamicItems":false};

export const bundle = validate29;
const schema40 = {"title":"bundle.json","description":"What a shared run holds: the SHA-256 of each file in it, and of maps and weights, which need not be in it.","type":"object","required":["format_version","files","maps","variables"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"files":{"type":"object","additionalProperties":{"type":"string"}},"maps":{"type":"object","additionalProperties":{"type":"string"}},"variables":{"type":"object","additionalProperties":{"type":"string"}}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.format_version === undefined) && (missing0 = "format_version")) || ((data.files === undefined) && (missing0 = "files"))) || ((data.maps === undefined) && (missing0 = "maps"))) || ((data.variables === undefined) && (missing0 = "variables"))){
validate29.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate29.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined){
let data1 = data.files;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key0 in data1){
const _errs6 = errors;
if(typeof data1[key0] !== "string"){
validate29.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/files/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maps !== undefined){
let data3 = data.maps;
const _errs8 = errors;
if(errors === _errs8){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
const _errs11 = errors;
if(typeof data3[key1] !== "string"){
validate29.errors = [{instancePath:instancePath+"/maps/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/maps/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/maps",schemaPath:"#/properties/maps/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.variables !== undefined){
let data5 = data.variables;
const _errs13 = errors;
if(errors === _errs13){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
const _errs16 = errors;
if(typeof data5[key2] !== "string"){
validate29.errors = [{instancePath:instancePath+"/variables/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/variables/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs16 === errors;
if(!valid3){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":{"format_version":true,"files":true,"maps":true,"variables":true},"dynamicProps":false,"dynamicItems":false};

export const results = validate30;
const schema41 = {"title":"results.json","description":"The SHA-256 of each file that a finished run found, by its name in the run folder, and the run by the identity in its lock.","type":"object","required":["format_version","run","files"],"properties":{"format_version":{"type":"string","description":"MAJOR.MINOR; a reader of 1.x takes every 1.y."},"run":{"type":"string"},"files":{"type":"object","additionalProperties":{"type":"string"}}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.format_version === undefined) && (missing0 = "format_version")) || ((data.run === undefined) && (missing0 = "run"))) || ((data.files === undefined) && (missing0 = "files"))){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format_version !== undefined){
const _errs1 = errors;
if(typeof data.format_version !== "string"){
validate30.errors = [{instancePath:instancePath+"/format_version",schemaPath:"#/properties/format_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.run !== undefined){
const _errs3 = errors;
if(typeof data.run !== "string"){
validate30.errors = [{instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined){
let data2 = data.files;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key0 in data2){
const _errs8 = errors;
if(typeof data2[key0] !== "string"){
validate30.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/files/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":{"format_version":true,"run":true,"files":true},"dynamicProps":false,"dynamicItems":false};
