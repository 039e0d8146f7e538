import { jourParis } from '../domaine/calendrier.ts'
import type { Devis } from '../domaine/faits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { LigneBrute } from '../registre/lignes-saisies.ts'
import { type Corps, saisi } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { LignesAchat } from '../ui/lignes-achat.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = {
  cadre: Cadre
  r: Regard
  devis: Devis | undefined
  lignes: LigneBrute[] | undefined
  texte: string
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
}

/** « Ma commande diffère du devis »: the quote as it is, to correct where the order says something else. */
export const CommandePage = (p: Props) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  return (
    <Page
      {...p.cadre}
      titre="Commande différente du devis"
      prive
      large
      erreurs={p.erreurs}
      retour={{ href: urls.achats.href({ id }), libelle: 'Commandes et livraisons' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Ma commande diffère du devis</h1>
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {p.devis ? <Differente {...p} devis={p.devis} /> : <ChoixDuDevis {...p} />}
    </Page>
  )
}

const ChoixDuDevis = (p: Props) => {
  const { faits: f } = p.r
  const conformes = f.devis.filter((d) => d.etat === 'conforme')
  if (conformes.length === 0)
    return <p class="govuk-body">Aucun devis n’est encore déclaré conforme : il n’y a rien à commander.</p>
  return (
    <>
      <p class="govuk-body">De quel devis part votre commande ?</p>
      <ul class="govuk-list govuk-list--spaced">
        {conformes.map((d) => (
          <li>
            <a class="govuk-link" href={urls.commande.href({ id: f.dossier.id }, { devis: d.id })}>
              {d.fournisseur_nom}, devis {d.numero}, {euros(d.total)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

const Differente = (p: Props & { devis: Devis }) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  const t = (nom: string) => saisi(p.corps, nom)
  return (
    <>
      <p class="laureat-chapo">
        Devis {p.devis.numero} de {p.devis.fournisseur_nom}, {euros(p.devis.total)}. Corrigez seulement ce qui change.
      </p>
      <Formulaire action={urls.commande.href({ id }, { devis: p.devis.id })} csrf={p.cadre.csrf} fichiers>
        <input type="hidden" name="version" value={f.dossier.version} />
        {t('piece') ? <input type="hidden" name="piece" value={t('piece')} /> : null}
        <ChampDate
          chemin="date"
          libelle="Date de la commande"
          erreurs={p.erreurs}
          valeur={dateSaisie(p.corps, 'date') || jourParis(p.r.maintenant)}
        />
        <ChampChoix
          chemin="autre"
          libelle="Fournisseur"
          aide="Vous le choisissez librement, dans le respect du cahier des charges."
          erreurs={p.erreurs}
          valeur={t('autre') ?? 'non'}
          choix={[
            { valeur: 'non', libelle: `Celui du devis : ${p.devis.fournisseur_nom}` },
            {
              valeur: 'oui',
              libelle: 'Un autre',
              suite: (
                <>
                  <ChampTexte
                    chemin="fournisseur"
                    libelle="Nom du fournisseur"
                    erreurs={p.erreurs}
                    valeur={t('fournisseur')}
                  />
                  <ChampTexte
                    chemin="siret"
                    libelle="Numéro SIRET du fournisseur"
                    aide="Quatorze chiffres, écrits en bas de son devis ou de sa facture."
                    largeur={20}
                    erreurs={p.erreurs}
                    valeur={t('siret')}
                  />
                </>
              ),
            },
          ]}
        />
        {p.lignes ? (
          <LignesAchat
            legende="Ce que vous commandez"
            aide="Les lignes du devis sont reprises. Mettez 0 à ce que vous ne commandez pas."
            lignes={p.lignes}
            ecoles={ecolesVivantes(f).map((e) => ({ uai: e.uai, nom: typographier(e.nom) }))}
            catalogue={f.appel.catalogue}
            erreurs={p.erreurs}
          />
        ) : (
          <ChampLong
            chemin="collees"
            libelle="Ce que vous commandez"
            aide={`Les ${p.devis.lignes.length} lignes du devis sont reprises, une par ligne, séparées par des points-virgules. Corrigez-les ici, ou collez-les depuis un tableur. Gardez la première ligne.`}
            lignes={20}
            grand
            erreurs={p.erreurs}
            valeur={t('collees') ?? p.texte}
          />
        )}
        <ChampLong
          chemin="motif"
          libelle="Pourquoi la commande diffère-t-elle du devis ?"
          aide="Par exemple : modèle en rupture, remplacé par le modèle suivant au même prix."
          lignes={3}
          erreurs={p.erreurs}
          valeur={t('motif')}
        />
        <ChampFichier
          chemin="piece"
          libelle={t('piece') ? 'Bon de commande (déjà reçu)' : 'Bon de commande'}
          facultatif
          erreurs={p.erreurs}
        />
        <Boutons>
          <Bouton>Enregistrer la commande</Bouton>
          <a class="govuk-link" href={urls.achats.href({ id })}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    </>
  )
}
