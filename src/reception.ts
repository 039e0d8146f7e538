import type { Fondations } from './composition.ts'
import { estRefus } from './domaine/refus.ts'
import { estAdresseConnue, recevoirReponse } from './registre/recevoir-reponse.ts'
import { ouvrirReception, type Reception } from './socle/courriel/reception.ts'
import { erreurEcoute } from './socle/erreur-demarrage.ts'

/** Listens for answers by e-mail when the configuration says where. A refusal that no letter of ours tells is told to the mail server. */
export const ouvrirReponses = async (f: Fondations): Promise<Reception | undefined> => {
  const ecoute = f.config.reponses?.ecoute
  if (!ecoute) return undefined
  const reception = ouvrirReception(ecoute, {
    accepter: (adresse) => estAdresseConnue(f.config.secret, adresse),
    recevoir: async (brut, destinataires) => {
      const recue = await recevoirReponse(f, brut, destinataires)
      return estRefus(recue) && !recue.repondu ? { pris: false, phrase: recue.detail } : { pris: true }
    },
    surErreur: (e) => console.error(e),
  })
  return reception.catch((e) => {
    throw erreurEcoute(e, ecoute, { port: 'RECEPTION_PORT', hote: 'RECEPTION_HOTE' })
  })
}
