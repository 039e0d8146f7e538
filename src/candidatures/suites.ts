import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { accorder, dateHeure, dateLongue, heureEnLettres } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { demanderAccuse } from './accuse.ts'
import { ecrireInvitation } from './invitation.ts'

const nomEcole = (e: EvenementDossier, uai: string | undefined): string =>
  ecoleDite(e.apres.ecoles.find((x) => x.uai === uai)?.nom ?? '')

/** The receipt's own words: when, by whom, which files with their SHA-256 (CRPA R112-11-1). */
const recu = (e: EvenementDossier): ValeursLettre => {
  const s = e.apres.dossier.contenu.signataire
  const depot = e.apres.depots.at(-1)
  return {
    date: dateLongue(e.le),
    heure: heureEnLettres(e.le),
    signataire_dossier: s?.nom ? `${s.nom}, ${s.qualite}` : e.acteur.nom,
    fichiers: e.apres.pieces.map((p) => `${p.nom} (SHA-256 ${p.sha256.slice(0, 16)}…)`),
    empreinte: depot?.empreinte ?? '',
  }
}

/** What follows the acts of step 2. */
export const SUITES_CANDIDATURES: Record<string, readonly Suite[]> = {
  inscrire_ecole: [
    {
      lettre: 'inscrire_ecole',
      a: (e) => courrielEcole(e, e.resultat.uai),
      valeurs: (e) => ({ ecole: nomEcole(e, String(e.resultat.uai)) }),
    },
  ],
  inviter: [{ faire: ecrireInvitation }],
  renvoyer_invitation: [{ faire: ecrireInvitation }],
  conseiller: [
    { lettre: 'conseiller', a: 'porteur', valeurs: conseil },
    { lettre: 'conseiller', a: 'ecole', valeurs: conseil },
  ],
  valider_projet_ecole: [
    {
      lettre: 'valider_projet_ecole',
      a: 'porteur',
      valeurs: (e) => ({ reste: accorder(e.apres.ecoles.filter((x) => x.etat === 'a_rediger').length, 'école') }),
    },
  ],
  rouvrir_projet_ecole: [{ lettre: 'rouvrir_projet_ecole', a: 'porteur' }],
  deposer: [
    { document: demanderAccuse },
    { lettre: 'deposer', a: 'porteur', valeurs: recu, joindre: ['accuse'] },
    { lettre: 'deposer.ecole', a: 'ecoles', valeurs: recu, joindre: ['accuse'] },
    { lettre: 'deposer.rectorat', a: 'rectorat', valeurs: recu, joindre: ['accuse'] },
  ],
  deposer_papier: [
    { document: demanderAccuse },
    { lettre: 'deposer_papier', a: 'porteur', valeurs: papier, joindre: ['accuse'] },
    { lettre: 'deposer.ecole', a: 'ecoles', valeurs: recu, joindre: ['accuse'] },
    { lettre: 'deposer.rectorat', a: 'rectorat', valeurs: recu, joindre: ['accuse'] },
  ],
  reprendre_depot: [{ lettre: 'reprendre_depot', a: 'service', valeurs: (e) => ({ date: dateLongue(e.le) }) }],
  restaurer_depot: [
    {
      lettre: 'restaurer_depot',
      a: 'porteur',
      valeurs: (e) => ({ date: dateLongue(new Date(String(e.resultat.date))) }),
    },
  ],
  prolonger_delai: [
    {
      lettre: 'prolonger_delai',
      a: 'porteur',
      si: (e) => e.apres !== undefined,
      valeurs: (e) => ({
        nouvelle_cloture: dateHeure(new Date(String(e.saisie.jusqua))),
        motif: String(e.saisie.explication ?? ''),
      }),
    },
  ],
  desister: [
    { lettre: 'desister', a: 'porteur', valeurs: retrait },
    { lettre: 'desister', a: 'ecoles', valeurs: retrait },
    { lettre: 'desister', a: 'service', si: (e) => e.apres.dossier.depose_le !== null, valeurs: retrait },
  ],
  classer_sans_suite: [
    { lettre: 'classer_sans_suite', a: 'porteur', valeurs: (e) => ({ motifs: String(e.saisie.motif) }) },
  ],
}

function conseil(e: EvenementDossier): ValeursLettre {
  const sens =
    { favorable: 'favorable', a_revoir: 'des points à revoir', defavorable: 'défavorable' }[String(e.saisie.sens)] ?? ''
  return { ecole: nomEcole(e, e.sur), auteur: e.acteur.nom, sens, texte: String(e.saisie.texte) }
}

function papier(e: EvenementDossier): ValeursLettre {
  return { ...recu(e), postee_le: typeof e.saisie.posteLe === 'string' ? dateLongue(e.saisie.posteLe) : '' }
}

function retrait(e: EvenementDossier): ValeursLettre {
  const paye = Number(e.resultat.dejaPaye ?? 0)
  return { date: dateLongue(e.le), motif: String(e.saisie.motif), deja_paye: paye > 0 ? euros(paye) : '' }
}

const courrielEcole = (e: EvenementDossier, uai: unknown): string[] => {
  const courriel = e.apres.ecoles.find((x) => x.uai === uai)?.courriel
  return courriel ? [courriel] : []
}
