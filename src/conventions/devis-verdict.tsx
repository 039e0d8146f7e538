import { VERDICTS } from '../domaine/actes/examiner-devis.ts'
import type { LigneComparee } from '../domaine/devis-comparer.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampListe } from '../ui/champs.tsx'

/** What the service said of a line, or a dash. */
export const verdictDit = (l: LigneComparee): string =>
  l.verdict ? `${VERDICTS[l.verdict as keyof typeof VERDICTS] ?? l.verdict}${l.motif ? ` : ${l.motif}` : ''}` : '–' // verdicts are the table's keys

/** The verdict to give on a line; the first difference found proposes it. */
export const Verdict = ({ l, ecole, erreurs }: { l: LigneComparee; ecole: string; erreurs: Erreur[] }) => (
  <ChampListe
    chemin={`verdict.${l.rang}`}
    libelle={`${l.designation}, ${ecole}`}
    aide={l.ecarts.map((x) => x.phrase).join(' ; ')}
    erreurs={erreurs}
    valeur={l.verdict ?? proposer(l)}
    choix={Object.entries(VERDICTS).map(([valeur, libelle]) => ({ valeur, libelle }))}
  />
)

const proposer = (l: LigneComparee): string => l.ecarts.find((x) => Object.hasOwn(VERDICTS, x.code))?.code ?? 'conforme'
