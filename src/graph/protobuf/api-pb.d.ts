// Types of what we use of the protobuf classes that tfjs-node-gpu ships without types.
declare module '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js' {
  interface ProtoMap<V> {
    set(key: string, value: V): void;
    forEach(visit: (value: V, key: string) => void): void;
    getLength(): number;
  }
  class Message {
    serializeBinary(): Uint8Array;
  }
  class Dim extends Message {
    setSize(size: number): void;
    getSize(): number;
  }
  class TensorShape extends Message {
    static Dim: typeof Dim;
    addDim(dim: Dim): void;
    getDimList(): readonly Dim[];
  }
  class TensorProto extends Message {
    setDtype(dtype: number): void;
    getDtype(): number;
    setTensorShape(shape: TensorShape): void;
    getTensorShape(): TensorShape | undefined;
    getTensorContent_asU8(): Uint8Array;
    getStringValList(): readonly unknown[];
    setTensorContent(bytes: Uint8Array): void;
    setStringValList(values: readonly Uint8Array[]): void;
  }
  class ListValue extends Message {
    setIList(values: readonly number[]): void;
    setTypeList(values: readonly number[]): void;
    setShapeList(values: readonly TensorShape[]): void;
    setFuncList(values: readonly NameAttrList[]): void;
    getFuncList(): readonly NameAttrList[];
    getTensorList(): readonly TensorProto[];
  }
  class NameAttrList extends Message {
    setName(name: string): void;
    getName(): string;
    getAttrMap(): ProtoMap<AttrValue>;
  }
  class AttrValue extends Message {
    static ListValue: typeof ListValue;
    setType(dtype: number): void;
    setI(value: number): void;
    setF(value: number): void;
    setB(value: boolean): void;
    setS(bytes: Uint8Array): void;
    setShape(shape: TensorShape): void;
    setTensor(tensor: TensorProto): void;
    setFunc(fn: NameAttrList): void;
    setList(list: ListValue): void;
    getTensor(): TensorProto | undefined;
    getFunc(): NameAttrList | undefined;
    getList(): ListValue | undefined;
  }
  class NodeDef extends Message {
    setName(name: string): void;
    getName(): string;
    setOp(op: string): void;
    getOp(): string;
    setInputList(inputs: readonly string[]): void;
    getInputList(): readonly string[];
    setDevice(device: string): void;
    getAttrMap(): ProtoMap<AttrValue>;
  }
  class ArgDef extends Message {
    setName(name: string): void;
    setType(dtype: number): void;
  }
  class OpDef extends Message {
    static ArgDef: typeof ArgDef;
    setName(name: string): void;
    getName(): string;
    addInputArg(arg: ArgDef): void;
    addOutputArg(arg: ArgDef): void;
  }
  class FunctionDef extends Message {
    setSignature(signature: OpDef): void;
    getSignature(): OpDef | undefined;
    setNodeDefList(nodes: readonly NodeDef[]): void;
    getNodeDefList(): readonly NodeDef[];
    getAttrMap(): ProtoMap<AttrValue>;
    getRetMap(): ProtoMap<string>;
  }
  class FunctionDefLibrary extends Message {
    setFunctionList(functions: readonly FunctionDef[]): void;
    getFunctionList(): readonly FunctionDef[];
    getGradientList(): readonly Message[];
  }
  class VersionDef extends Message {
    setProducer(version: number): void;
  }
  class GraphDef extends Message {
    setNodeList(nodes: readonly NodeDef[]): void;
    getNodeList(): readonly NodeDef[];
    setLibrary(library: FunctionDefLibrary): void;
    getLibrary(): FunctionDefLibrary | undefined;
    setVersions(versions: VersionDef): void;
  }
  class TensorInfo extends Message {
    setName(name: string): void;
    getName(): string;
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
  }
  class SignatureDef extends Message {
    getInputsMap(): ProtoMap<TensorInfo>;
    getOutputsMap(): ProtoMap<TensorInfo>;
    setMethodName(name: string): void;
  }
  class SaverDef extends Message {
    setFilenameTensorName(name: string): void;
    getFilenameTensorName(): string;
    setSaveTensorName(name: string): void;
    setRestoreOpName(name: string): void;
    getRestoreOpName(): string;
    setVersion(version: number): void;
  }
  class MetaInfoDef extends Message {
    setTagsList(tags: readonly string[]): void;
    setTensorflowVersion(version: string): void;
  }
  class MetaGraphDef extends Message {
    static MetaInfoDef: typeof MetaInfoDef;
    setMetaInfoDef(info: MetaInfoDef): void;
    setGraphDef(graph: GraphDef): void;
    getGraphDef(): GraphDef | undefined;
    setSaverDef(saver: SaverDef): void;
    getSaverDef(): SaverDef | undefined;
    getCollectionDefMap(): ProtoMap<Message>;
    getAssetFileDefList(): readonly Message[];
    getSignatureDefMap(): ProtoMap<SignatureDef>;
  }
  class SavedModel extends Message {
    static deserializeBinary(bytes: Uint8Array): SavedModel;
    getMetaGraphsList(): readonly MetaGraphDef[];
    setSavedModelSchemaVersion(version: number): void;
    setMetaGraphsList(graphs: readonly MetaGraphDef[]): void;
  }
  const messages: {
    TensorShape: typeof TensorShape;
    Tensor: typeof TensorProto;
    AttrValue: typeof AttrValue;
    NameAttrList: typeof NameAttrList;
    NodeDef: typeof NodeDef;
    OpDef: typeof OpDef;
    FunctionDef: typeof FunctionDef;
    FunctionDefLibrary: typeof FunctionDefLibrary;
    VersionDef: typeof VersionDef;
    GraphDef: typeof GraphDef;
    TensorInfo: typeof TensorInfo;
    SignatureDef: typeof SignatureDef;
    SaverDef: typeof SaverDef;
    MetaGraphDef: typeof MetaGraphDef;
    SavedModel: typeof SavedModel;
  };
  export default messages;
}
