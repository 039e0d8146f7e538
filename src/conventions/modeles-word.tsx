import { miseDe, type NomTexte, TEXTES } from '../domaine/convention/modele.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'
import { AideBalises } from './aide-balises.tsx'
import { BALISES_WORD } from './donnees-word.ts'
import { CHAMPS_WORD } from './modele-word.ts'
import type { VueModeles } from './modeles-acces.ts'

type P = VueModeles & { titres: Record<NomTexte, string>; erreurs: Erreur[] }

const APERCUS: Record<NomTexte, { depart: string; docx: string; pdf: string }> = {
  subvention: { depart: 'depart.docx', docx: 'word.docx', pdf: 'word.pdf' },
  ent: { depart: 'depart-ent.docx', docx: 'word-ent.docx', pdf: 'word-ent.pdf' },
}

/** The Word templates of the legal staff, one per text: to download, to send, to choose. */
export const ModelesWord = (p: P) => (
  <section>
    <h2 class="govuk-heading-m">Vos modèles Word</h2>
    <p class="govuk-body">
      À la place des clauses ci-dessus, une convention peut suivre un document Word de votre service juridique. Elle
      part alors en Word et en PDF : c’est le PDF, avec son code sur chaque page, qui se signe.
    </p>
    {TEXTES.map((texte) => (
      <UnModele {...p} texte={texte} />
    ))}
    {p.ecrit ? (
      <Details summaryText="Les balises d’un modèle Word" text={<AideBalises appel={p.appel} word={BALISES_WORD} />} />
    ) : null}
  </section>
)

const UnModele = (p: P & { texte: NomTexte }) => {
  const { word, usage } = miseDe(p.modele.contenu, p.texte)
  const apercu = (document: string) => urls.apercuConvention.href({ slug: p.slug, document })
  const { depart, docx, pdf } = APERCUS[p.texte]
  const action = urls.modelesConvention.href({ slug: p.slug })
  const caches = (
    <>
      <input type="hidden" name="base" value={p.modele.numero} />
      <input type="hidden" name="texte" value={p.texte} />
    </>
  )
  return (
    <>
      <h3 class="govuk-heading-s">{p.titres[p.texte]}</h3>
      <p class="govuk-body">
        <a href={apercu(depart)}>
          {p.texte === 'ent'
            ? 'Télécharger un modèle Word de convention ENT pour commencer'
            : 'Télécharger un modèle Word pour commencer'}
        </a>
        {word ? (
          <>
            . Modèle actuel : {word.nom} (<a href={apercu(docx)}>aperçu Word</a>, <a href={apercu(pdf)}>aperçu PDF</a>),{' '}
            {usage === 'word' ? 'employé pour les prochaines conventions.' : 'gardé, mais pas employé.'}
          </>
        ) : (
          '.'
        )}
      </p>
      {p.ecrit ? (
        <Formulaire action={action} csrf={p.cadre.csrf} fichiers>
          {caches}
          <ChampFichier
            chemin={CHAMPS_WORD[p.texte]}
            libelle={libelleDuFichier(p.texte, word !== null)}
            aide="Un fichier .docx, sans macros. Ses balises sont vérifiées avant de l’adopter."
            accepte=".docx"
            erreurs={p.erreurs}
          />
          <Bouton ton="secondaire">
            {p.texte === 'ent' ? 'Vérifier et adopter ce modèle ENT' : 'Vérifier et adopter ce modèle'}
          </Bouton>
        </Formulaire>
      ) : null}
      {p.ecrit && word ? (
        <Formulaire action={action} csrf={p.cadre.csrf}>
          {caches}
          <input type="hidden" name="prefixe" value={p.texte} />
          <ChampChoix
            chemin={`${p.texte}.usage`}
            libelle={
              p.texte === 'ent'
                ? 'Avec quoi établir les prochaines conventions ENT ?'
                : 'Avec quoi établir les prochaines conventions ?'
            }
            erreurs={p.erreurs}
            valeur={usage}
            choix={[
              { valeur: 'laureat', libelle: 'La composition de Lauréat', aide: 'Les clauses de cette page.' },
              { valeur: 'word', libelle: 'Le modèle Word', aide: word.nom },
            ]}
          />
          <Bouton ton="secondaire">
            {p.texte === 'ent' ? 'Enregistrer ce choix pour l’ENT' : 'Enregistrer ce choix'}
          </Bouton>
        </Formulaire>
      ) : null}
    </>
  )
}

const libelleDuFichier = (texte: NomTexte, remplace: boolean): string =>
  `${remplace ? 'Remplacer le' : 'Envoyer un'} modèle Word${texte === 'ent' ? ' de convention ENT' : ''}`
