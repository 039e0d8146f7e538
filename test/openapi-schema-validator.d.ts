/** The part of the validator that the test of the OpenAPI document asks: is it one, by the official JSON Schema of its version? */
declare module '@seriousme/openapi-schema-validator' {
  export class Validator {
    validate(document: object): Promise<{ valid: boolean; errors?: unknown }>
  }
}
