// A model server: POST a flight, get a probability. GET /identity says which bytes it serves.
//   node model-server.mjs <model folder> <digest>      prints the port it listens on
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { score } from './model.mjs'

const [folder, digest] = process.argv.slice(2)
const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'))

const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (request.method === 'GET') return answer(200, { model: model.name, digest })
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => (text += chunk))
  request.on('end', () => {
    try {
      answer(200, { late: score(model, JSON.parse(text)) })
    } catch (error) {
      answer(500, { error: error.message })
    }
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
