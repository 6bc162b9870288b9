export { snappy } from './snappy'
