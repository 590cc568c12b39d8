// The types that the package brings describe its CommonJS build; what `import` loads is the other one.
declare module 'highs' {
  type ModelInput = {
    readonly numCols: number
    readonly numRows: number
    readonly offset: number
    readonly colCost: Float64Array
    readonly colLower: Float64Array
    readonly colUpper: Float64Array
    readonly rowLower: Float64Array
    readonly rowUpper: Float64Array
    readonly matrix: {
      readonly format: 'csr'
      readonly numRows: number
      readonly numCols: number
      readonly starts: Int32Array
      readonly indices: Int32Array
      readonly values: Float64Array
    }
    readonly integrality: Int32Array
  }

  type Model = {
    readonly options: { set(values: Readonly<Record<string, number | boolean>>): void }
    readonly info: { get(name: string): number | bigint }
    changeColsBounds(
      columns: { readonly kind: 'range'; readonly from: number; readonly to: number },
      lower: Float64Array,
      upper: Float64Array,
    ): unknown
    setSolution(start: { readonly colValue: Float64Array }): unknown
    run(): unknown
    getRunTime(): number
    getSolution(): { readonly colValue: Float64Array }
    getObjectiveValue(): number
    getModelStatus(): number
    dispose(): void
  }

  type Highs = {
    readonly constants: { readonly modelStatus: { readonly optimal: number } }
    createModel(model: ModelInput): Model
  }

  export default function loadHighs(): Promise<Highs>
}
