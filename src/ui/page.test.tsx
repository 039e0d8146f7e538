import { describe, expect, it } from 'vitest'
import { lireActifs } from './actifs.ts'
import { ResumeErreurs } from './champ.tsx'
import { ChampTexte } from './champs.tsx'
import { ChampDate, ChampOuiNon } from './champs-choix.tsx'
import { feuilleOperateur } from './couleurs-operateur.ts'
import { Formulaire } from './formulaire.tsx'
import { type Cadre, Page, rendre } from './page.tsx'

const cadre: Cadre = {
  operateur: { nom: 'le Département de l’Isère', ligne: 'Écoles numériques' },
  actifs: { css: '/a.css', js: '/a.js', police: '/a.woff2' },
  pied: [{ libelle: 'Nous écrire', href: '/nous-ecrire' }],
  csrf: 'jeton"<',
}

describe('une page de Lauréat', () => {
  it('dit où l’on est, en français, avec un lien d’évitement vers un contenu qui existe', () => {
    const html = rendre(<Page {...cadre} titre="L’appel" description="Candidatez" />)
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="fr"/)
    expect(html).toContain('<title>L’appel – Écoles numériques – Lauréat</title>')
    expect(html).toContain('href="#contenu"')
    expect(html).toContain('<main id="contenu"')
    expect(html).toContain('property="og:title" content="L’appel"')
    expect(html).toContain('Se connecter')
  })
  it('n’a ni style ni script dans le texte, quoi qu’écrivent les gens', () => {
    const html = rendre(
      <Page {...cadre} demo titre="<script>alert(1)</script>" utilisateur={{ nom: '<b>Ève</b>' }}>
        <ChampTexte chemin="a" libelle="Nom" valeur={'"><script>'} />
      </Page>,
    )
    expect(html).not.toMatch(/ style=|<script(?! type="module" src="\/a\.js">)|<b>/)
    expect(html).toContain('content="jeton&quot;&lt;"')
  })
  it('une personne connectée voit en quelle qualité elle agit et se déconnecte par un formulaire', () => {
    const html = rendre(
      <Page
        {...cadre}
        prive
        titre="Bureau"
        utilisateur={{ nom: 'Mme Vidal', qualite: 'instructrice', organisme: 'Département' }}
      />,
    )
    expect(html).toContain('instructrice, Département')
    expect(html).toMatch(/<form method="post" action="\/deconnexion"><input type="hidden" name="_csrf"/)
    expect(html).toContain('name="robots" content="noindex"')
    expect(html).not.toContain('og:title')
    expect(html).not.toContain('Se connecter')
  })
})

describe('un formulaire refusé', () => {
  const erreurs = [
    { chemin: 'commune.contact_nom', message: 'Indiquez le nom' },
    { chemin: 'date', message: 'Indiquez une date' },
    { chemin: 'ent', message: 'Choisissez' },
    { chemin: '', message: 'Le dossier a changé entre-temps' },
  ]
  const html = rendre(
    <Page {...cadre} titre="Contact" erreurs={erreurs}>
      <ResumeErreurs erreurs={erreurs} />
      <Formulaire action="/x" csrf="j">
        <ChampTexte chemin="commune.contact_nom" libelle="Nom" erreurs={erreurs} />
        <ChampDate chemin="date" libelle="Date" erreurs={erreurs} />
        <ChampOuiNon chemin="ent" libelle="ENT" erreurs={erreurs} />
      </Formulaire>
    </Page>,
  )
  it('le dit dès le titre, et compte les points', () => {
    expect(html).toContain('<title>Erreur\u00a0: Contact')
    expect(html).toContain('4 points à corriger')
  })
  it('chaque erreur mène à un champ où l’on peut écrire ou choisir', () => {
    const cibles = [...html.matchAll(/<li><a href="#([^"]+)"/g)].map((m) => m[1])
    expect(cibles).toEqual(['commune-contact_nom', 'date', 'ent'])
    for (const id of cibles) expect(html).toMatch(new RegExp(`<input[^>]* id="${id}"`))
  })
  it('chaque champ en erreur est décrit par sa phrase', () => {
    expect(html).toContain('aria-describedby="commune-contact_nom-error"')
    expect(html).toContain('id="commune-contact_nom-error"')
  })
})

describe('ce que la page charge', () => {
  const manifeste = {
    'src/client/laureat.ts': { file: 'actifs/laureat-1.js' },
    'src/client/laureat.scss': { file: 'actifs/laureat-2.css' },
    'node_modules/x/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2': { file: 'actifs/ext.woff2' },
    'node_modules/x/atkinson-hyperlegible-next-latin-wght-normal.woff2': { file: 'actifs/latin.woff2' },
  }
  it('vient du manifeste, et la police préchargée est celle du français', () => {
    expect(lireActifs(manifeste)).toEqual({
      css: '/actifs/laureat-2.css',
      js: '/actifs/laureat-1.js',
      police: '/actifs/latin.woff2',
    })
  })
  it('un manifeste incomplet est une erreur de fabrication', () => {
    expect(() => lireActifs({})).toThrow(/build/)
  })
  it('la couleur d’un opérateur ne passe que si elle se lit, et sans rien injecter', () => {
    expect(feuilleOperateur('#7a1f5c')).toContain('--sapin:#7a1f5c')
    expect(feuilleOperateur('#ffff00')).toBe('')
    expect(feuilleOperateur('#7a1f5c}body{display:none')).toBe('')
  })
})
