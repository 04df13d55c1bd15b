/** Why a language model is asked, or is not. Each is a part of a sentence whose subject is the model. */
export const modelsEnglish = {
  'route.unchecked': 'it was never checked for {role}: run steward models check',
  'route.notAdmitted': 'it is not admitted to {role}',
  'route.tooLong': 'the request takes {needed} tokens and it holds {holds}',
  'route.rests': 'it failed {count} times in a row and rests for another {seconds} s',
  'route.probing': 'it failed, and is being tried again with another request',
  'route.noCloud': 'cloud models are not allowed in the options',
  'route.stays': 'what is asked stays in the house',
  'route.requestCap': 'it may cost {cost} dollars, and {left} are left for this request',
  'route.dayCap': 'it may cost {cost} dollars, and {left} are left for today',
  'route.monthCap': 'it may cost {cost} dollars, and {left} are left for this month',
  'route.second': '{first} comes first',
  'route.local': 'it is in the house and admitted to {role}',
  'route.localSlow': 'it is in the house and admitted to {role}, though none there begins within a second',
  'route.cloud': 'no model in the house can be asked for {role}, and this one is allowed',
  'route.noModels': 'there is no model in the options',
  'route.none': 'no model may or can be asked now',
} as const;
