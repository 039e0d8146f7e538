import type { CE_QU_IL_FAUT, Genre } from '../domaine/convention/avenants.ts'
import { echeancesDe } from '../domaine/echeances.ts'
import { CONVENTION_COMPLETE } from '../domaine/etats.ts'
import { dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { designer } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type P = {
  cadre: Cadre
  r: Regard
  genre: Genre
  dit: (typeof CE_QU_IL_FAUT)[Genre]
  corps: Corps
  non: Refus | undefined
}

/** One kind of change: what it entails, then the few questions it needs. */
export const AvenantDemandePage = (p: P) => {
  const { id, etat, version, numero } = p.r.faits.dossier
  const erreurs = p.non?.erreurs ?? []
  const demande =
    CONVENTION_COMPLETE.includes(etat) && p.r.qualites.some((q) => q.role === 'redacteur' || q.role === 'signataire')
  return (
    <Page
      {...p.cadre}
      titre={`Demander un changement : ${p.dit.nom}`}
      prive
      erreurs={erreurs}
      retour={{ href: urls.avenants.href({ id }), libelle: 'Retour aux changements' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Dossier {numero}</p>
      <h1 class="govuk-heading-xl">{p.dit.nom}</h1>
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      <p class="govuk-body">{p.dit.court} Voici la suite :</p>
      <ol class="govuk-list govuk-list--number">
        {p.dit.etapes.map((e) => (
          <li>{e}</li>
        ))}
      </ol>
      {demande ? (
        <Formulaire action={urls.avenantDemande.href({ id, genre: p.genre })} csrf={p.cadre.csrf} fichiers>
          <input type="hidden" name="version" value={version} />
          {texteDe(p.corps, 'piece') ? <input type="hidden" name="piece" value={texteDe(p.corps, 'piece')} /> : null}
          <Questions {...p} />
          <ChampLong
            chemin="motif"
            libelle="Pourquoi ?"
            lignes={3}
            erreurs={erreurs}
            valeur={texteDe(p.corps, 'motif')}
          />
          <ChampFichier
            chemin="piece"
            libelle="Une pièce à l’appui"
            aide={p.genre === 'fournisseur' ? 'Le nouveau devis, par exemple.' : 'Une lettre, un devis, par exemple.'}
            facultatif
            erreurs={erreurs}
          />
          <Bouton>Envoyer la demande</Bouton>
        </Formulaire>
      ) : (
        <Avis ton="information" titre="Seul le bénéficiaire demande un changement, une fois la convention signée." />
      )}
    </Page>
  )
}

const Questions = (p: P) => {
  const erreurs = p.non?.erreurs ?? []
  const f = p.r.faits
  const valeur = (nom: string) => texteDe(p.corps, nom)
  switch (p.genre) {
    case 'prorogation': {
      const fin = echeancesDe(f).achevement
      return (
        <ChampDate
          chemin="jusqua"
          libelle="Nouvelle date de fin des achats"
          aide={fin ? `Aujourd’hui, ils se terminent le ${dateSimple(fin)}.` : undefined}
          erreurs={erreurs}
          valeur={dateSaisie(p.corps, 'jusqua')}
        />
      )
    }
    case 'montant':
      return (
        <ChampMontant
          chemin="montant"
          libelle="Nouveau montant de la subvention"
          aide={`Aujourd’hui : ${euros(voteEnVigueur(f)?.montant ?? 0)}. Le montant calculé reste un plafond.`}
          erreurs={erreurs}
          valeur={valeur('montant')}
        />
      )
    case 'objet':
      return (
        <ChampLong chemin="objet" libelle="Le nouvel objet" lignes={4} erreurs={erreurs} valeur={valeur('objet')} />
      )
    case 'fournisseur':
      return (
        <>
          <ChampTexte
            chemin="fournisseur.nom"
            libelle="Le nouveau fournisseur"
            facultatif
            erreurs={erreurs}
            valeur={valeur('fournisseur.nom')}
          />
          <ChampTexte
            chemin="fournisseur.siret"
            libelle="Son SIRET"
            facultatif
            largeur={20}
            erreurs={erreurs}
            valeur={valeur('fournisseur.siret')}
          />
          <ChampLong
            chemin="objet"
            libelle="L’équipement équivalent"
            aide="Ce qu’il remplace, et pourquoi il rend le même service."
            facultatif
            lignes={3}
            erreurs={erreurs}
            valeur={valeur('objet')}
          />
        </>
      )
    case 'beneficiaire':
      return (
        <>
          <p class="govuk-body">Aujourd’hui, le bénéficiaire est {designer(f.organisme)}.</p>
          <ChampTexte
            chemin="beneficiaire.nom"
            libelle="Le nouveau bénéficiaire"
            erreurs={erreurs}
            valeur={valeur('beneficiaire.nom')}
          />
          <ChampTexte
            chemin="beneficiaire.siren"
            libelle="Son SIREN"
            largeur={10}
            erreurs={erreurs}
            valeur={valeur('beneficiaire.siren')}
          />
        </>
      )
  }
}
