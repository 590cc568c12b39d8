// What this room offers to the console.
export { ServiceCalls } from './service-calls.tsx'
