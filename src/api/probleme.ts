import { STATUS_CODES } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Refus } from '../domaine/refus.ts'

/** RFC 9457. `detail` is the French sentence, `code` the stable name, `erreurs` the wrong inputs. */
export const probleme = (
  reponse: FastifyReply,
  statut: number,
  code: string,
  detail: string,
  reste: Record<string, unknown> = {},
) =>
  reponse
    .status(statut)
    .type('application/problem+json')
    .send({
      type: `urn:laureat:${code}`,
      title: STATUS_CODES[statut] ?? 'Erreur',
      status: statut,
      detail,
      code,
      ...reste,
    })

export const enProbleme = (reponse: FastifyReply, r: Refus) => {
  const { refus: _, statut, code, detail, ...reste } = r
  return probleme(reponse, statut, code, detail, reste)
}
