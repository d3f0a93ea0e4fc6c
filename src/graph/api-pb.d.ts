// Types of what we use of the protobuf classes that tfjs-node-gpu ships without types.
declare module '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js' {
  interface ProtoMap<V> {
    set(key: string, value: V): void;
  }
  class Message {
    serializeBinary(): Uint8Array;
  }
  class Dim extends Message {
    setSize(size: number): void;
  }
  class TensorShape extends Message {
    static Dim: typeof Dim;
    addDim(dim: Dim): void;
  }
  class TensorProto extends Message {
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
    setTensorContent(bytes: Uint8Array): void;
    setStringValList(values: readonly Uint8Array[]): void;
  }
  class ListValue extends Message {
    setIList(values: readonly number[]): void;
    setTypeList(values: readonly number[]): void;
    setShapeList(values: readonly TensorShape[]): void;
    setFuncList(values: readonly NameAttrList[]): void;
  }
  class NameAttrList extends Message {
    setName(name: string): void;
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
  }
  class NodeDef extends Message {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: readonly string[]): void;
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
    addInputArg(arg: ArgDef): void;
    addOutputArg(arg: ArgDef): void;
  }
  class FunctionDef extends Message {
    setSignature(signature: OpDef): void;
    setNodeDefList(nodes: readonly NodeDef[]): void;
    getRetMap(): ProtoMap<string>;
  }
  class FunctionDefLibrary extends Message {
    setFunctionList(functions: readonly FunctionDef[]): void;
  }
  class VersionDef extends Message {
    setProducer(version: number): void;
  }
  class GraphDef extends Message {
    setNodeList(nodes: readonly NodeDef[]): void;
    setLibrary(library: FunctionDefLibrary): void;
    setVersions(versions: VersionDef): void;
  }
  class TensorInfo extends Message {
    setName(name: string): void;
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
    setSaveTensorName(name: string): void;
    setRestoreOpName(name: string): void;
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
    setSaverDef(saver: SaverDef): void;
    getSignatureDefMap(): ProtoMap<SignatureDef>;
  }
  class SavedModel extends Message {
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
