/** Reads the variables of one environment and gathers what is wrong with them, one French sentence each. */
export type Lecteur = ReturnType<typeof lecteur>

export function lecteur(env: Record<string, string | undefined>) {
  const erreurs: string[] = []
  const refuser = (phrase: string): void => {
    if (!erreurs.includes(phrase)) erreurs.push(phrase)
  }
  const texte = (nom: string): string | undefined => env[nom]?.trim() || undefined

  return {
    erreurs,
    refuser,
    texte,
    vide: (nom: string): boolean => texte(nom) === undefined,
    manque: (nom: string, attendu: string): void => refuser(`${nom} manque\u00a0: indiquez ${attendu}.`),
    drapeau: (nom: string): boolean => {
      const valeur = texte(nom)
      if (valeur !== undefined && valeur !== '1' && valeur !== '0') refuser(`${nom} doit valoir 1, ou être absent.`)
      return valeur === '1'
    },
    entier: (nom: string, defaut: number, min: number, max: number): number => {
      const valeur = texte(nom)
      if (valeur === undefined) return defaut
      const nombre = Number(valeur)
      if (/^\d+$/.test(valeur) && nombre >= min && nombre <= max) return nombre
      refuser(`${nom} doit être un nombre entier de ${min} à ${max}, pas «\u00a0${valeur}\u00a0».`)
      return defaut
    },
    choix: <const V extends string>(nom: string, valeurs: readonly V[], defaut: NoInfer<V>): V => {
      const valeur = texte(nom)
      if (valeur === undefined) return defaut
      const trouve = valeurs.find((v) => v === valeur)
      if (trouve === undefined) refuser(`${nom} doit être ${valeurs.join(' ou ')}, pas «\u00a0${valeur}\u00a0».`)
      return trouve ?? defaut
    },
    adresse: (nom: string, protocoles: string[]): string | undefined => {
      const valeur = texte(nom)
      if (valeur === undefined) return
      if (protocoles.some((p) => valeur.startsWith(`${p}//`)) && lisible(valeur)) return valeur
      // The value is not repeated: it may hold a password.
      refuser(`${nom} doit être une adresse qui commence par ${protocoles.map((p) => `${p}//`).join(' ou ')}.`)
      return
    },
    /** Variables that go together: all of them, or none. */
    ensemble: (noms: string[]): (string | undefined)[] => {
      const valeurs = noms.map(texte)
      if (valeurs.some((v) => v !== undefined))
        noms.forEach((nom, i) => {
          if (valeurs[i] === undefined)
            refuser(`${nom} manque\u00a0: il va avec ${noms.filter((n) => n !== nom).join(', ')}.`)
        })
      return valeurs
    },
  }
}

// PostgreSQL accepts addresses without a host (« postgresql:///base?host=/run/postgresql »), which the web's rules refuse.
const lisible = (adresse: string): boolean => adresse.startsWith('postgres') || URL.canParse(adresse)
