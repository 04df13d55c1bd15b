var e={"app.name":`Homelab Steward`,"app.skip":`Skip to the content`,"app.demo":`Demo homelab`,"app.demoDetail":`Nothing here is real: three simulated Proxmox nodes behind the real product.`,"app.loading":`Reading the homelab…`,"nav.label":`Views`,"nav.overview":`Overview`,"nav.chat":`Chat`,"nav.inventory":`Inventory`,"nav.history":`History`,"nav.waiting.one":`1 request waiting`,"nav.waiting.other":`{count} requests waiting`,"connection.lost":`Connection to Steward lost.`,"connection.lostDetail":`What you see is as of {time}. Trying again…`,"connection.never":`Steward cannot be reached. Trying again…`,"connection.unknownResult":`The connection was lost before Steward confirmed. Look at the request once it is back.`,"connection.none":`Steward is not connected at the moment.`,"connection.stale":`{system} cannot be read: what you see of it is {age} old.`,"connection.neverRead":`{system} has not been read yet.`,"health.ok":`All well`,"health.warning":`Needs attention`,"health.error":`Something is wrong`,"health.unknown":`Unknown`,"summary.title":`State of the homelab`,"summary.nodes":`Nodes online`,"summary.guests":`Guests running`,"summary.pool":`Fullest pool`,"summary.backup":`Oldest backup`,"summary.of":`{part} of {whole}`,"summary.none":`None`,"summary.noBackup":`missing`,"summary.unknown":`unknown`,"problems.title":`Needs attention`,"problems.none":`Nothing needs attention.`,"problems.error":`Error`,"problems.warning":`Warning`,"problems.unknown":`Unknown`,"requests.title":`Waiting for a decision`,"requests.none":`No request is waiting.`,"requests.noneDetail":`Ask for a change in the chat, and its plan appears here before anything happens.`,"request.asked":`{name} asked`,"request.stops":`Meanwhile:`,"request.stopsNothing":`Nothing stops meanwhile.`,"request.undo":`To undo:`,"request.noUndo":`This cannot be undone.`,"request.affected":`Affected:`,"request.why":`Why this risk?`,"request.digest":`Plan`,"request.digestTitle":`Digest of this exact plan: {digest}`,"request.expires":`Lapses in {time}`,"request.expired":`Lapsed`,"request.takes":`takes about {time}`,"request.before":`before`,"request.after":`after`,"request.changed":`What had changed meanwhile`,"request.nothing":`nothing`,"request.approve":`Approve`,"request.deny":`Deny`,"request.takeBack":`Take my request back`,"request.sending":`Sending…`,"request.pin":`Your PIN`,"request.pinHint":`This cannot be undone, so Steward asks for your PIN.`,"request.pinMissing":`Enter your PIN to approve.`,"request.review":`Review`,"request.reviewHint":`Open Homelab Steward to decide.`,"request.approved":`Approved: {title}`,"request.denied":`Denied: {title}`,"request.takenBack":`Taken back: {title}`,"risk.read":`Reads only`,"risk.reversible":`Can be undone`,"risk.disruptive":`Interrupts`,"risk.destructive":`Destructive`,"state.requested":`Waiting`,"state.presented":`Waiting`,"state.approved":`Approved`,"state.denied":`Denied`,"state.expired":`Lapsed`,"state.cancelled":`Taken back`,"state.invalidated":`Lapsed: things had changed`,"state.consumed":`Approved`,"state.by":`{state} by {name}, {when}`,"runs.title":`Running now`,"runs.ended":`Just finished`,"run.running":`Running`,"run.succeeded":`Done and verified`,"run.failed":`Failed`,"run.unknown":`Outcome unknown`,"run.invalidated":`Not run: things had changed`,"run.cancelled":`Cancelled`,"run.progress":`Progress of {title}`,"run.took":`took {time}`,"run.issue":`Issue #{number}`,"run.commit":`Commit {hash}`,"step.waiting":`Waiting`,"step.observing":`Looking at the present state`,"step.applying":`Under way`,"step.verifying":`Verifying`,"step.done":`Done`,"step.failed":`Failed`,"step.unknown":`Outcome unknown`,"history.title":`What happened`,"history.none":`Nothing has happened yet.`,"history.noneDetail":`Every request and every run is kept here with its plan and its verified result.`,"history.more":`Show earlier`,"chat.title":`Chat`,"chat.empty":`Ask about your homelab, or ask for a change.`,"chat.emptyDetail":`A change is planned first and waits for an approval. Nothing happens before.`,"chat.log":`Conversation`,"chat.you":`You`,"chat.steward":`Steward`,"chat.thinking":`Steward is answering`,"chat.placeholder":`Ask or request a change`,"chat.input":`Message to Steward`,"chat.send":`Send`,"chat.stop":`Stop the answer`,"chat.stopped":`Stopped.`,"chat.suggestions":`Suggestions`,"chat.showRequest":`Show the request`,"chat.delegate":`That is for Home Assistant itself. Ask it in Assist.`,"chat.lost":`The connection was lost before the answer was complete.`,"chat.offline":`Not connected`,"ask.wrong":`What is wrong?`,"ask.down":`What is down?`,"ask.waits":`What waits?`,"ask.happened":`What happened?`,"ask.running":`What is running?`,"ask.pool":`How full is {name}?`,"ask.node":`Is {name} ok?`,"ask.start":`Start {name}`,"ask.memory":`What about its memory?`,"inventory.title":`Inventory`,"inventory.search":`Search guests, nodes, pools, disks`,"inventory.filter":`Show`,"inventory.all":`All`,"inventory.attention":`Needs attention`,"inventory.running":`Running`,"inventory.stopped":`Stopped`,"inventory.none":`Nothing is known yet.`,"inventory.noneDetail":`Once a Proxmox connection is set up in the options, what it has appears here.`,"inventory.noMatch":`Nothing matches.`,"inventory.clear":`Clear search and filter`,"inventory.nodes":`Nodes and guests`,"inventory.pools":`Pools`,"inventory.storages":`Storages`,"inventory.disks":`Disks`,"inventory.guests.one":`1 guest`,"inventory.guests.other":`{count} guests`,"inventory.more.one":`Show 1 more guest`,"inventory.more.other":`Show {count} more guests`,"inventory.noGuests":`No guests.`,"inventory.otherNode":`Guests of a node that is not known`,"inventory.cpu":`CPU`,"inventory.memory":`Memory`,"inventory.memoryOf":`{used} of {total}`,"inventory.used":`{used} of {total}`,"inventory.free":`{free} free`,"inventory.up":`up {time}`,"inventory.vm":`VM`,"inventory.container":`Container`,"inventory.backup":`Backup {when}`,"inventory.noBackup":`No backup`,"inventory.backupUnknown":`Backup unknown`,"inventory.usageUnknown":`Usage unknown`,"inventory.smart":`SMART {verdict}`,"inventory.wear":`{percent} worn`,"inventory.on":`on {node}`,"status.running":`running`,"status.stopped":`stopped`,"status.paused":`paused`,"status.online":`online`,"status.offline":`offline`,"status.unknown":`unknown`,"card.name":`Homelab Steward`,"card.description":`The state of the homelab, what waits for a decision and what is running.`,"card.open":`Open Homelab Steward`,"card.moreWaiting.one":`1 more waiting`,"card.moreWaiting.other":`{count} more waiting`,"card.notSetUp":`Homelab Steward is not set up in Home Assistant.`,"card.notSetUpDetail":`Add the integration under Settings → Devices & services.`,"card.configTitle":`Title`,"card.configProblems":`Show what needs attention`,"card.configRuns":`Show what is running`,"card.configPath":`Path of the panel (found by itself when empty)`},t={en:e},n=`en`,r=e,i=i=>{try{n=Intl.getCanonicalLocales(i)[0]??`en`}catch{n=`en`}r=t[n.split(`-`)[0]??`en`]??e},a=()=>n,o=(e,t={})=>r[e].replace(/\{(\w+)\}/g,(e,n)=>String(t[n]??e)),s=(e,t)=>o(`${e}.${t===1?`one`:`other`}`,{count:new Intl.NumberFormat(n).format(t)}),c=45e3,l=1e3,u=15e3,d=({message:e,mend:t})=>t===void 0?e:`${e} ${t}`,f=({url:e,conversationId:t})=>{let n=new Map,r=new Map,i,s,f=l,p,m,h=()=>i?.readyState===WebSocket.OPEN,g=e=>i?.send(JSON.stringify(e)),_=()=>crypto.getRandomValues(new Uint32Array(3)).join(`-`),ee=e=>{if(!h())return Promise.resolve({ok:!1,message:o(`connection.none`)});let t=_();return new Promise(n=>{r.set(t,n),g(e(t))})},v=(e,t)=>{let r=n.get(e);n.delete(e),r?.end(t)},y=(e,t)=>{r.get(e)?.(t),r.delete(e)},te=e=>{e.type===`welcome`?(f=l,s?.person?.(e.person.name),s?.connection(`connected`)):e.type===`overview`?s?.overview(e.overview):e.type===`reply-delta`?n.get(e.id)?.delta(e.text):e.type===`reply-final`?v(e.id,{kind:`final`,reply:e}):e.type===`reply-cancelled`?v(e.id,{kind:`cancelled`}):e.type===`done`?y(e.id,{ok:!0}):e.type===`refused`&&e.id!==void 0&&(v(e.id,{kind:`refused`,message:d(e)}),y(e.id,{ok:!1,message:d(e)}))},ne=()=>{clearTimeout(m);let e=i;i=void 0,e?.close();for(let e of[...n.keys()])v(e,{kind:`lost`});for(let e of[...r.keys()])y(e,{ok:!1,message:o(`connection.unknownResult`)})},re=()=>{ne(),s?.connection(`lost`),p=setTimeout(b,f*(.75+Math.random()/2)),f=Math.min(f*2,u)},ie=e=>{clearTimeout(m),m=setTimeout(()=>{e===i&&re()},c)},b=()=>{clearTimeout(p);let t=new WebSocket(e);i=t,ie(t),t.addEventListener(`message`,({data:e})=>{t===i&&(ie(t),te(JSON.parse(String(e))))}),t.addEventListener(`close`,()=>{t===i&&re()})},x=()=>{i===void 0&&document.visibilityState!==`hidden`&&(f=l,b())};return{open:e=>(s=e,s.connection(`connecting`),b(),document.addEventListener(`visibilitychange`,x),window.addEventListener(`online`,x),()=>{s=void 0,clearTimeout(p),document.removeEventListener(`visibilitychange`,x),window.removeEventListener(`online`,x),ne()}),ask:(e,r)=>{if(!h())return r.end({kind:`lost`}),()=>{};let i=_();return n.set(i,r),g({type:`ask`,id:i,text:e,conversationId:t,language:a()}),()=>{n.has(i)&&g({type:`cancel`,id:i})}},decide:e=>ee(t=>({type:`decide`,id:t,...e})),cancelRequest:e=>ee(t=>({type:`cancel-request`,id:t,approvalId:e}))}},p=globalThis,m=p.ShadowRoot&&(p.ShadyCSS===void 0||p.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,h=Symbol(),g=new WeakMap,_=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==h)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(m&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=g.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&g.set(t,e))}return e}toString(){return this.cssText}},ee=e=>new _(typeof e==`string`?e:e+``,void 0,h),v=(e,...t)=>new _(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,h),y=(e,t)=>{if(m)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=p.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},te=m?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return ee(t)})(e):e,{is:ne,defineProperty:re,getOwnPropertyDescriptor:ie,getOwnPropertyNames:b,getOwnPropertySymbols:x,getPrototypeOf:ae}=Object,oe=globalThis,se=oe.trustedTypes,ce=se?se.emptyScript:``,le=oe.reactiveElementPolyfillSupport,S=(e,t)=>e,ue={toAttribute(e,t){switch(t){case Boolean:e=e?ce:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},de=(e,t)=>!ne(e,t),fe={attribute:!0,type:String,converter:ue,reflect:!1,useDefault:!1,hasChanged:de};Symbol.metadata??=Symbol(`metadata`),oe.litPropertyMetadata??=new WeakMap;var C=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=fe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&re(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=ie(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??fe}static _$Ei(){if(this.hasOwnProperty(S(`elementProperties`)))return;let e=ae(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(S(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(S(`properties`))){let e=this.properties,t=[...b(e),...x(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(te(e))}else e!==void 0&&t.push(te(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return y(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ue:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ue:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??de)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};C.elementStyles=[],C.shadowRootOptions={mode:`open`},C[S(`elementProperties`)]=new Map,C[S(`finalized`)]=new Map,le?.({ReactiveElement:C}),(oe.reactiveElementVersions??=[]).push(`2.1.2`);var pe=globalThis,me=e=>e,w=pe.trustedTypes,he=w?w.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ge=`$lit$`,T=`lit$${Math.random().toFixed(9).slice(2)}$`,_e=`?`+T,ve=`<${_e}>`,E=document,D=()=>E.createComment(``),O=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ye=Array.isArray,be=e=>ye(e)||typeof e?.[Symbol.iterator]==`function`,xe=`[ 	
\f\r]`,k=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Se=/-->/g,Ce=/>/g,A=RegExp(`>|${xe}(?:([^\\s"'>=/]+)(${xe}*=${xe}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),we=/'/g,Te=/"/g,Ee=/^(?:script|style|textarea|title)$/i,De=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),j=De(1),M=De(2),N=Symbol.for(`lit-noChange`),P=Symbol.for(`lit-nothing`),Oe=new WeakMap,F=E.createTreeWalker(E,129);function ke(e,t){if(!ye(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return he===void 0?t:he.createHTML(t)}var Ae=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=k;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===k?c[1]===`!--`?o=Se:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=A):(Ee.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=A):o=Ce:o===A?c[0]===`>`?(o=i??k,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?A:c[3]===`"`?Te:we):o===Te||o===we?o=A:o===Se||o===Ce?o=k:(o=A,i=void 0);let d=o===A&&e[t+1].startsWith(`/>`)?` `:``;a+=o===k?n+ve:l>=0?(r.push(s),n.slice(0,l)+ge+n.slice(l)+T+d):n+T+(l===-2?t:d)}return[ke(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},je=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ae(t,n);if(this.el=e.createElement(l,r),F.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=F.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ge)){let t=u[o++],n=i.getAttribute(e).split(T),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Pe:r[1]===`?`?Fe:r[1]===`@`?Ie:L}),i.removeAttribute(e)}else e.startsWith(T)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ee.test(i.tagName)){let e=i.textContent.split(T),t=e.length-1;if(t>0){i.textContent=w?w.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],D()),F.nextNode(),c.push({type:2,index:++a});i.append(e[t],D())}}}else if(i.nodeType===8){if(i.data===_e)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(T,e+1))!==-1;)c.push({type:7,index:a}),e+=T.length-1}}a++}}static createElement(e,t){let n=E.createElement(`template`);return n.innerHTML=e,n}};function I(e,t,n=e,r){if(t===N)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=O(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=I(e,i._$AS(e,t.values),i,r)),t}var Me=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??E).importNode(t,!0);F.currentNode=r;let i=F.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Ne(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Le(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=F.nextNode(),a++)}return F.currentNode=E,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Ne=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=P,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=I(this,e,t),O(e)?e===P||e==null||e===``?(this._$AH!==P&&this._$AR(),this._$AH=P):e!==this._$AH&&e!==N&&this._(e):e._$litType$===void 0?e.nodeType===void 0?be(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==P&&O(this._$AH)?this._$AA.nextSibling.data=e:this.T(E.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=je.createElement(ke(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Me(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Oe.get(e.strings);return t===void 0&&Oe.set(e.strings,t=new je(e)),t}k(t){ye(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(D()),this.O(D()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=me(e).nextSibling;me(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},L=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=P,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=P}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=I(this,e,t,0),a=!O(e)||e!==this._$AH&&e!==N,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=I(this,r[n+o],t,o),s===N&&(s=this._$AH[o]),a||=!O(s)||s!==this._$AH[o],s===P?e=P:e!==P&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===P?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Pe=class extends L{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===P?void 0:e}},Fe=class extends L{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==P)}},Ie=class extends L{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=I(this,e,t,0)??P)===N)return;let n=this._$AH,r=e===P&&n!==P||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==P&&(n===P||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Le=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){I(this,e)}},Re={M:ge,P:T,A:_e,C:1,L:Ae,R:Me,D:be,V:I,I:Ne,H:L,N:Fe,U:Ie,B:Pe,F:Le},ze=pe.litHtmlPolyfillSupport;ze?.(je,Ne),(pe.litHtmlVersions??=[]).push(`3.3.3`);var Be=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Ne(t.insertBefore(D(),e),e,void 0,n??{})}return i._$AI(e),i},Ve=globalThis,R=class extends C{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Be(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return N}};R._$litElement$=!0,R.finalized=!0,Ve.litElementHydrateSupport?.({LitElement:R});var He=Ve.litElementPolyfillSupport;He?.({LitElement:R}),(Ve.litElementVersions??=[]).push(`4.2.2`);var Ue={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},We=e=>(...t)=>({_$litDirective$:e,values:t}),Ge=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Ke}=Re,qe=e=>e,Je=()=>document.createComment(``),z=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Ke(r.insertBefore(Je(),i),r.insertBefore(Je(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=qe(e).nextSibling;qe(r).insertBefore(e,i),e=t}}}return n},B=(e,t,n=e)=>(e._$AI(t,n),e),Ye={},Xe=(e,t=Ye)=>e._$AH=t,Ze=e=>e._$AH,Qe=e=>{e._$AR(),e._$AA.remove()},$e=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},V=We(class extends Ge{constructor(e){if(super(e),e.type!==Ue.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Ze(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=B(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=B(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=B(i[d],a[m]),z(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=B(i[f],a[p]),z(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=$e(o,p,m),u=$e(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=z(e,i[d]);B(t,a[p]),c[p]=t}else c[p]=B(n,a[p]),z(e,i[d],n),i[t]=null;p++}else Qe(i[f]),f--}else Qe(i[d]),d++;for(;p<=m;){let t=z(e,c[m+1]);B(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Qe(e)}return this.ut=o,Xe(e,c),N}}),et=0,tt=e=>{et=e-Date.now()},H=()=>Date.now()+et,nt=[`B`,`kB`,`MB`,`GB`,`TB`,`PB`],rt=(e,t=0)=>new Intl.NumberFormat(a(),{maximumFractionDigits:t}).format(e),U=e=>{let t=e<1?0:Math.min(Math.floor(Math.log10(e)/3),nt.length-1),n=e/1e3**t;return`${rt(n,+(n<10&&t>0))} ${nt[t]}`},W=e=>new Intl.NumberFormat(a(),{style:`percent`,maximumFractionDigits:0}).format(e),it=(e,t)=>new Intl.NumberFormat(a(),{style:`unit`,unit:t,unitDisplay:`short`}).format(e),G=e=>{let t=Math.max(0,Math.floor(e/1e3));return t<60?it(t,`second`):t<3600?it(Math.floor(t/60),`minute`):t<86400?it(Math.floor(t/3600),`hour`):it(Math.floor(t/86400),`day`)},K=e=>{let t=Math.max(0,Math.floor((H()-e)/1e3)),n=new Intl.RelativeTimeFormat(a(),{numeric:`auto`,style:`long`});return t<10?n.format(0,`second`):t<60?n.format(-t,`second`):t<3600?n.format(-Math.floor(t/60),`minute`):t<86400?n.format(-Math.floor(t/3600),`hour`):n.format(-Math.floor(t/86400),`day`)},q=e=>new Intl.DateTimeFormat(a(),{dateStyle:`medium`,timeStyle:`short`}).format(e),at=e=>new Intl.DateTimeFormat(a(),{timeStyle:`medium`}).format(e),ot=e=>e===null?o(`request.nothing`):typeof e==`string`?e:typeof e==`number`?rt(e,2):JSON.stringify(e),st=e=>e.slice(0,8),ct=e=>e.state===`requested`||e.state===`presented`,lt=e=>e.approvals.filter(ct).toSorted((e,t)=>e.requestedAtMs-t.requestedAtMs),ut=6e5,dt=(e,t)=>[...ft(e),...e.runs.filter(e=>e.endedAtMs!==void 0&&t-e.endedAtMs<ut).toSorted((e,t)=>(t.endedAtMs??0)-(e.endedAtMs??0))],ft=e=>e.runs.filter(e=>e.state===`running`).toSorted((e,t)=>e.startedAtMs-t.startedAtMs),pt=e=>{let t=e.runs.filter(e=>e.state!==`running`).map(t=>({kind:`run`,id:t.id,atMs:t.endedAtMs??t.startedAtMs,run:t,approval:e.approvals.find(e=>e.id===t.approvalId)})),n=[`denied`,`expired`,`cancelled`,`invalidated`],r=new Set(t.map(e=>e.kind===`run`?e.run.approvalId:``)),i=e.approvals.filter(e=>n.includes(e.state)&&!r.has(e.id)).map(e=>({kind:`request`,id:e.id,atMs:e.decision?.atMs??(e.state===`expired`?e.expiresAtMs:e.requestedAtMs),approval:e}));return[...t,...i].toSorted((e,t)=>t.atMs-e.atMs)},J=[v`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--st-2);
    min-height: 44px;
    padding: var(--st-2) var(--st-4);
    border: 1px solid transparent;
    border-radius: var(--st-radius-small);
    background: transparent;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button.filled {
    background: var(--st-accent);
    color: var(--st-on-accent);
  }

  .button.filled:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-accent) 88%, var(--st-text));
  }

  .button.filled.danger {
    background: var(--st-error);
  }

  .button.filled.danger:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-error) 88%, var(--st-text));
  }

  .button.outlined {
    border-color: var(--st-border-strong);
    color: var(--st-text);
  }

  .button.plain {
    color: var(--st-accent);
    padding-inline: var(--st-2);
  }

  .button.outlined:hover:not(:disabled),
  .button.plain:hover:not(:disabled) {
    background: var(--st-quiet);
  }

  .button:disabled {
    cursor: default;
    background: var(--st-quiet);
    border-color: transparent;
    color: var(--st-text-soft);
  }

  .field {
    min-height: 44px;
    padding: var(--st-2) var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: var(--st-radius-small);
    background: var(--st-surface);
  }

  .field:focus-visible {
    outline-offset: -1px;
  }

  .field::placeholder {
    color: var(--st-text-soft);
    opacity: 1;
  }

  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--st-1);
    padding: 1px var(--st-2);
    border-radius: 999px;
    background: color-mix(in oklab, currentColor 10%, var(--st-surface));
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
  }

  .bar {
    display: block;
    width: 100%;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in oklab, var(--st-text) 12%, var(--st-surface));
    color: var(--st-accent);
  }

  .bar.ok {
    color: var(--st-accent);
  }
  .icon.warning,
  .bar.warning {
    color: var(--st-warning-fill);
  }
  .bar.error {
    color: var(--st-error);
  }

  .bar rect {
    fill: currentColor;
    transition: width 400ms ease-out;
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar rect {
      fill: Highlight;
    }
  }
`,v`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: var(--st-size-title);
    font-weight: 600;
    line-height: 1.35;
  }

  h3 {
    font-size: var(--st-size-body);
    font-weight: 600;
    line-height: 1.4;
  }

  button,
  input {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  .card {
    background: var(--st-surface);
    border: var(--st-border);
    border-radius: var(--st-radius);
    padding: var(--st-4);
  }

  .soft {
    color: var(--st-text-soft);
  }

  .small {
    font-size: var(--st-size-small);
  }

  .mono {
    font-family: var(--st-mono);
    font-size: 0.92em;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .ok {
    color: var(--st-ok);
  }
  .warning {
    color: var(--st-warning);
  }
  .error {
    color: var(--st-error);
  }
  .unknown {
    color: var(--st-unknown);
  }

  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }

  .empty {
    padding: var(--st-5) var(--st-4);
    text-align: center;
    color: var(--st-text-soft);
  }

  .empty .icon {
    width: 32px;
    height: 32px;
    margin-bottom: var(--st-2);
    stroke-width: 1.25;
  }

  .empty strong {
    display: block;
    color: var(--st-text);
    font-weight: 600;
  }

  .empty.slim {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: 0;
    text-align: left;
  }

  .empty.slim .icon {
    grid-row: span 2;
    width: 24px;
    height: 24px;
    margin: 0;
    stroke-width: 1.5;
  }

  .empty.slim p {
    font-size: var(--st-size-small);
  }

  summary {
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`],Y=(e,t)=>{customElements.get(e)===void 0&&customElements.define(e,t)},mt=v`
  .differences {
    display: grid;
    gap: var(--st-1) var(--st-3);
    grid-template-columns: auto 1fr;
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .differences dt {
    color: var(--st-text-soft);
  }
  .differences dd {
    overflow-wrap: anywhere;
  }
  .differences del {
    color: var(--st-text-soft);
  }
  .differences ins {
    font-weight: 600;
    text-decoration: none;
  }
`,ht=e=>{let t=new Set(e.map(e=>e.ref)).size>1;return j`<dl class="differences">
    ${e.map(({name:e,field:n,before:r,after:i})=>j`<dt>${t?`${e}: `:``}${n}</dt>
        <dd>
          <span class="unseen">${o(`request.before`)}</span><del>${ot(r)}</del>
          <span aria-hidden="true">→</span>
          <span class="unseen">${o(`request.after`)}</span><ins>${ot(i)}</ins>
        </dd>`)}
  </dl>`},gt={ok:M`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,warning:M`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.2"/>`,error:M`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`,unknown:M`<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>`,node:M`<rect x="3.5" y="4.5" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13" width="17" height="6.5" rx="1.5"/><path d="M7 7.75h.1M7 16.25h.1M11 7.75h6M11 16.25h6"/>`,vm:M`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16.5V20"/>`,container:M`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z"/><path d="m4.2 7.6 7.8 4.4 7.8-4.4M12 12v9"/>`,pool:M`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"/><path d="M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,storage:M`<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,disk:M`<rect x="4" y="3.5" width="16" height="17" rx="2"/><circle cx="12" cy="10.5" r="4"/><path d="M12 10.5 14.5 14M7.5 17.5h.1"/>`,backup:M`<path d="M4 4.5h16v4H4ZM5.5 8.5v11h13v-11"/><path d="M12 11.5v5m-2-2 2 2 2-2"/>`,overview:M`<path d="M4 11.2 12 4l8 7.2"/><path d="M6 9.8V20h12V9.8"/><path d="M8.5 15h2l1.2-2.4 1.6 4 1-1.6h1.2"/>`,chat:M`<path d="M4 5.5h16v11h-9L6.5 20v-3.5H4Z"/><path d="M8 9.5h8M8 12.8h5"/>`,history:M`<path d="M4.2 13A8 8 0 1 0 6 6.8L3.8 9"/><path d="M3.8 4.8V9H8M12 8v4.3l3 1.9"/>`,send:M`<path d="M12 20V5M6 11l6-6 6 6"/>`,stop:M`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`,search:M`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,chevron:M`<path d="m9 6 6 6-6 6"/>`,pause:M`<path d="M9 6v12M15 6v12"/>`,undo:M`<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9h9a5.5 5.5 0 0 1 0 11H9"/>`,people:M`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2a6.3 6.3 0 0 1 3.7 5.3"/>`,shield:M`<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.5C7.8 19 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.3 10"/>`,clock:M`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,waiting:M`<circle cx="12" cy="12" r="9"/><path d="M8 12h.1M12 12h.1M16 12h.1"/>`,working:M`<path d="M21 12a9 9 0 1 1-9-9"/>`,connection:M`<path d="m3 3 18 18M5 12.5a10 10 0 0 1 4.5-2.6M2 9a14.5 14.5 0 0 1 4.6-3M12.5 5a14.5 14.5 0 0 1 9.5 4M15.5 10.3A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 7 0M12 19.5h.1"/>`,open:M`<path d="M10 5H5.5v13.5H19V14M13.5 4.5h6v6M19 5l-8 8"/>`},X=(e,t=``)=>j`<svg class="icon ${t}" viewBox="0 0 24 24" aria-hidden="true">${gt[e]}</svg>`,Z=e=>X(e,e),_t=()=>j`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="var(--st-accent)"/>
  <g fill="none" stroke="var(--st-on-accent)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M6.5 14.5 16 7l9.5 7.5"/>
    <path d="M9.5 13v11.5h13V13"/>
    <path d="M12.5 19.5h1.8l1.5-3.5 2.1 5.5 1.2-2h.9"/>
  </g>
</svg>`,vt=v`
  article {
    display: grid;
    gap: var(--st-4);
  }
  header {
    display: grid;
    gap: var(--st-1);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-2);
    margin-bottom: var(--st-1);
  }
  h3 {
    font-size: var(--st-size-title);
    overflow-wrap: anywhere;
  }
  .asked::first-letter {
    text-transform: uppercase;
  }
  .steps {
    display: grid;
    gap: var(--st-4);
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    gap: var(--st-2);
  }
  .steps > li:not(:only-child) {
    padding-left: var(--st-5);
    position: relative;
    counter-increment: step;
  }
  .steps > li:not(:only-child)::before {
    content: counter(step) '.';
    position: absolute;
    left: 0;
    color: var(--st-text-soft);
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .plan,
  .end {
    display: grid;
    gap: var(--st-2);
  }
  .note {
    display: flex;
    gap: var(--st-2);
    font-size: var(--st-size-small);
  }
  .note .icon {
    margin-top: 1px;
    color: var(--st-text-soft);
  }
  .note strong {
    font-weight: 600;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--st-2) var(--st-4);
    padding-top: var(--st-3);
    border-top: 1px solid var(--st-divider);
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  .reasons {
    padding: var(--st-1) 0 0 var(--st-5);
    list-style: disc;
  }
  .digest {
    margin-left: auto;
  }
  footer .icon {
    margin-right: var(--st-1);
  }
  .end {
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
  }
  .end .differences {
    background: var(--st-surface);
  }
  form {
    display: grid;
    gap: var(--st-3);
  }
  .pin {
    display: grid;
    gap: var(--st-1);
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-3);
  }
  .take-back {
    justify-self: center;
    min-height: 36px;
    margin-block: calc(-1 * var(--st-1)) calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
`,Q=class{#e;#t;#n;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#n=setInterval(()=>this.#e.requestUpdate(),this.#t)}hostDisconnected(){clearInterval(this.#n)}},yt={read:{classes:`ok`,icon:`search`},reversible:{classes:`ok`,icon:`undo`},disruptive:{classes:`warning`,icon:`pause`},destructive:{classes:`error`,icon:`warning`}},bt=400;Y(`steward-approval`,class extends R{static properties={approval:{attribute:!1},decide:{attribute:!1},compact:{type:Boolean},embedded:{type:Boolean},person:{attribute:!1},sending:{state:!0},failure:{state:!0}};static styles=[J,mt,vt];#e=performance.now();constructor(){super(),this.compact=!1,this.embedded=!1,new Q(this,1e3)}focus(e){this.renderRoot.querySelector(`article`)?.focus(e)}render(){let{approval:e}=this;return j`<article class=${this.embedded?``:`card`} aria-label=${e.title} tabindex="-1">
      <header>
        <div class="row">${this.#t()}${this.#n()}</div>
        ${this.embedded?P:j`<h3>${e.title}</h3>`}
        <p class="asked soft small">
          ${o(`request.asked`,{name:e.requestedBy})}
          <q>${e.requestText}</q>
          <span title=${q(e.requestedAtMs)}>${K(e.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact?P:this.#r()} ${this.#a()}
      ${this.decide!==void 0&&ct(e)?this.#o():P}
    </article>`}#t(){let e=yt[this.approval.risk];return j`<span class="tag ${e.classes}">
      ${X(e.icon)}${o(`risk.${this.approval.risk}`)}
    </span>`}#n(){let{approval:e}=this;if(!ct(e))return j`<span class="small soft">${o(`state.${e.state}`)}</span>`;let t=e.expiresAtMs-H();return j`<span class="small soft number" title=${q(e.expiresAtMs)}>
      ${X(`clock`)}
      ${t>0?o(`request.expires`,{time:G(t)}):o(`request.expired`)}
    </span>`}#r(){let{title:e,steps:t,affected:n,riskReasons:r,planDigest:i}=this.approval;return j`<div class="plan">
        <ol class="steps">
          ${t.map(n=>j`<li>
              ${t.length===1&&n.title===e?P:j`<p class="step">
                      <span>${n.title}</span>
                      <span class="soft small number">${this.#i(n.expectedDurationMs)}</span>
                    </p>`}
              ${n.differences.length===0?P:ht(n.differences)}
              <p class="note">
                ${X(`pause`)}
                <span>
                  ${n.interruption===null?o(`request.stopsNothing`):j`<strong>${o(`request.stops`)}</strong> ${n.interruption}`}
                </span>
              </p>
              <p class="note">
                ${X(`undo`)}
                <span>
                  ${n.undo===null?o(`request.noUndo`):j`<strong>${o(`request.undo`)}</strong> ${n.undo}`}
                </span>
              </p>
            </li>`)}
        </ol>
        ${n.length===0?P:j`<p class="note">
                ${X(`people`)}
                <span><strong>${o(`request.affected`)}</strong> ${n.join(`, `)}</span>
              </p>`}
      </div>
      <footer class="small soft">
        ${r.length===0?P:j`<details>
                <summary>${X(`chevron`)}${o(`request.why`)}</summary>
                <ul class="reasons">
                  ${r.map(e=>j`<li>${e}</li>`)}
                </ul>
              </details>`}
        <span class="number">
          ${X(`clock`)}${this.#i(t.reduce((e,t)=>e+t.expectedDurationMs,0))}
        </span>
        <span class="digest" title=${o(`request.digestTitle`,{digest:i})}>
          ${X(`shield`)}${o(`request.digest`)} <span class="mono">${st(i)}</span>
        </span>
      </footer>`}#i(e){return o(`request.takes`,{time:G(e)})}#a(){let{decision:e,endedBecause:t,differences:n,state:r}=this.approval;if(e===void 0&&t===void 0)return P;let i=e===void 0?void 0:o(`state.by`,{state:o(r===`denied`?`state.denied`:`state.approved`),name:e.name,when:K(e.atMs)});return j`<section class="end">
      ${i===void 0?P:j`<p>${i}</p>`}
      ${t===void 0?P:j`<p>${t}</p>`}
      ${n===void 0||n.length===0?P:j`<p class="small soft">${o(`request.changed`)}</p>
            ${ht(n)}`}
    </section>`}#o(){let{needsStepUp:e,risk:t,requestedBy:n}=this.approval,r=this.sending!==void 0;return j`<form @submit=${e=>this.#s(e)}>
      ${e?j`<label class="pin">
              <span class="small">${o(`request.pinHint`)}</span>
              <input
                class="field"
                name="pin"
                type="password"
                inputmode="numeric"
                autocomplete="off"
                maxlength="64"
                placeholder=${o(`request.pin`)}
                aria-label=${o(`request.pin`)}
                ?disabled=${r}
              />
            </label>`:P}
      <p class="failure" role="alert">${this.failure??P}</p>
      <div class="answers">
        <button
          class="button filled ${t===`destructive`?`danger`:``}"
          type="submit"
          ?disabled=${r}
        >
          ${this.sending===`approve`?o(`request.sending`):o(`request.approve`)}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
        <button class="button outlined" type="button" ?disabled=${r} @click=${()=>this.#c(`deny`)}>
          ${this.sending===`deny`?o(`request.sending`):o(`request.deny`)}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${this.person===n?j`<button
              class="button plain take-back"
              type="button"
              ?disabled=${r}
              @click=${()=>this.#c(`take-back`)}
            >
              ${this.sending===`take-back`?o(`request.sending`):o(`request.takeBack`)}
            </button>`:P}
    </form>`}#s(e){e.preventDefault();let t=this.renderRoot.querySelector(`input[name="pin"]`);if(t===null)this.#c(`approve`);else if(t.value===``)this.failure=o(`request.pinMissing`),t.focus();else{let e=t.value;t.value=``,this.#c(`approve`,e)}}async#c(e,t){if(this.decide===void 0||this.sending!==void 0||performance.now()-this.#e<bt)return;this.sending=e,this.failure=void 0;let n=await this.decide(this.approval,e,t);this.sending=void 0,n.ok||(this.failure=n.message)}}),Y(`steward-banners`,class extends R{static properties={overview:{attribute:!1},connection:{attribute:!1},receivedAtMs:{attribute:!1},demo:{type:Boolean}};static styles=[J,v`
      :host {
        display: grid;
        gap: var(--st-2);
      }
      :host(:not([filled])) {
        display: none;
      }
      .banner {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4);
        border-radius: var(--st-radius);
        font-size: var(--st-size-small);
        color: var(--st-text);
        background: var(--st-accent-quiet);
      }
      .banner strong {
        font-weight: 600;
      }
      .banner .icon {
        color: var(--st-accent);
      }
      .lost {
        background: color-mix(in oklab, var(--st-error) 12%, var(--st-surface));
      }
      .lost .icon {
        color: var(--st-error);
      }
      .stale {
        background: color-mix(in oklab, var(--st-warning) 14%, var(--st-surface));
      }
      .stale .icon {
        color: var(--st-warning);
      }
    `];constructor(){super(),this.connection=`connecting`,this.demo=!1,new Q(this,15e3)}render(){let e=this.#e(),t=(this.overview?.systems??[]).filter(e=>!e.isReachable),n=this.demo&&this.overview?.isDemo===!0;return this.toggleAttribute(`filled`,e!==P||t.length>0||n),j`<div role="status">${e}</div>
      ${t.map(e=>this.#t(e))}
      ${n?this.#n(``,`container`,o(`app.demo`),o(`app.demoDetail`)):P}`}#e(){return this.connection===`disconnected`?this.#n(`lost`,`connection`,o(`connection.none`)):this.connection===`lost`?this.receivedAtMs===void 0?this.#n(`lost`,`connection`,o(`connection.never`)):this.#n(`lost`,`connection`,o(`connection.lost`),o(`connection.lostDetail`,{time:at(this.receivedAtMs)})):P}#t({system:e,readAtMs:t,error:n}){let r=t===void 0?o(`connection.neverRead`,{system:e}):o(`connection.stale`,{system:e,age:G(H()-t)});return this.#n(`stale`,`warning`,r,n)}#n(e,t,n,r){return j`<div class="banner ${e}">
      ${X(t)}
      <p><strong>${n}</strong> ${r??P}</p>
    </div>`}});var xt=(e,t,n=3)=>{let{pools:r=[],nodes:i=[],guests:a=[]}=e?.inventory??{},s=r.toSorted((e,t)=>t.usedBytes/t.totalBytes-e.usedBytes/e.totalBytes)[0],c=a.find(e=>e.status===`stopped`),l=i.find(e=>e.health!==`ok`)??i[0],u=t.at(-1)?.toLowerCase()??``,d=[...[...i,...a].some(({name:e})=>u.includes(e.toLowerCase()))?[o(`ask.memory`)]:[],...e!==void 0&&e.problems.length>0?[o(`ask.wrong`)]:[],...s===void 0?[]:[o(`ask.pool`,{name:s.name})],...c===void 0?[]:[o(`ask.start`,{name:c.name})],...e!==void 0&&lt(e).length>0?[o(`ask.waits`)]:[],...l===void 0?[]:[o(`ask.node`,{name:l.name})],o(`ask.down`),o(`ask.happened`),o(`ask.running`)],f=new Set(t.map(e=>e.toLowerCase()));return d.filter(e=>!f.has(e.toLowerCase())).slice(0,n)},St=v`
  :host {
    height: 100%;
    min-height: 0;
  }
  .chat {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--st-4);
    display: flex;
    flex-direction: column;
    gap: var(--st-5);
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .welcome {
    margin: auto;
    max-width: 30ch;
    text-align: center;
    display: grid;
    gap: var(--st-2);
    justify-items: center;
  }
  .welcome .sign {
    width: 40px;
    height: 40px;
    margin-bottom: var(--st-2);
  }
  .welcome strong {
    font-weight: 600;
  }
  .turn {
    display: grid;
    gap: var(--st-3);
  }
  .question {
    justify-self: end;
    max-width: 85%;
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius) var(--st-radius) 4px var(--st-radius);
    background: var(--st-accent-quiet);
    overflow-wrap: anywhere;
  }
  .answer {
    max-width: 92%;
    padding-left: var(--st-3);
    border-left: 2px solid var(--st-accent);
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .answer.failed {
    border-color: var(--st-error);
  }
  .show {
    min-height: 36px;
    margin-left: calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
    padding: var(--st-1) 0;
  }
  .dots span {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--st-text-soft);
    animation: breathe 1.2s ease-in-out infinite;
  }
  .dots span:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots span:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
  .suggestions {
    display: flex;
    gap: var(--st-2);
    padding: var(--st-1) var(--st-4) var(--st-3);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .chip {
    min-height: 36px;
    padding: var(--st-1) var(--st-3);
    border: 1px solid var(--st-divider);
    border-radius: 999px;
    background: transparent;
    font-size: var(--st-size-small);
    white-space: nowrap;
    cursor: pointer;
  }
  @media (pointer: fine) {
    .suggestions {
      flex-wrap: wrap;
    }
  }
  .chip:hover {
    border-color: var(--st-accent);
    background: var(--st-accent-quiet);
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--st-2);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  .field {
    min-width: 0;
    border-radius: 22px;
    padding-inline: var(--st-4);
  }
  .round {
    width: 44px;
    padding: 0;
    border-radius: 50%;
  }
`;Y(`steward-chat`,class extends R{static properties={link:{attribute:!1},overview:{attribute:!1},connected:{type:Boolean},exchanges:{state:!0},said:{state:!0}};static styles=[J,St];#e=0;constructor(){super(),this.connected=!1,this.exchanges=[],this.said=``}updated(e){if(!e.has(`exchanges`))return;let t=this.renderRoot.querySelector(`.log`);t?.scrollTo({top:t.scrollHeight})}focusField(){matchMedia(`(pointer: fine)`).matches&&this.renderRoot.querySelector(`input`)?.focus()}render(){let e=this.exchanges.find(e=>e.stop!==void 0);return j`<div class="chat">
      <div class="log" role="region" tabindex="0" aria-label=${o(`chat.log`)}>
        ${this.exchanges.length===0?j`<div class="welcome">
                ${_t()}
                <strong>${o(`chat.empty`)}</strong>
                <p class="soft small">${o(`chat.emptyDetail`)}</p>
              </div>`:V(this.exchanges,e=>e.id,e=>this.#t(e))}
      </div>
      <p class="unseen" aria-live="polite">${this.said}</p>
      ${e===void 0?this.#n():P}
      <form @submit=${e=>this.#r(e)}>
        <input
          class="field"
          name="sentence"
          autocomplete="off"
          enterkeyhint="send"
          maxlength="2000"
          placeholder=${this.connected?o(`chat.placeholder`):o(`chat.offline`)}
          aria-label=${o(`chat.input`)}
        />
        ${e===void 0?j`<button class="button filled round" aria-label=${o(`chat.send`)} ?disabled=${!this.connected}>
                ${X(`send`)}
              </button>`:j`<button
                class="button outlined round"
                type="button"
                aria-label=${o(`chat.stop`)}
                @click=${()=>e.stop?.()}
              >
                ${X(`stop`)}
              </button>`}
      </form>
    </div>`}#t({question:e,answer:t,stop:n,isError:r,approvalId:i}){return j`<div class="turn">
      <p class="question"><span class="unseen">${o(`chat.you`)}: </span>${e}</p>
      <div class="answer ${r?`failed`:``}">
        <p>
          <span class="unseen">${o(`chat.steward`)}: </span>
          ${t===``&&n!==void 0?j`<span class="dots" role="img" aria-label=${o(`chat.thinking`)}>
                  <span></span><span></span><span></span>
                </span>`:j`<span class="words">${t}</span>`}
        </p>
        ${i===void 0?P:j`<button class="button plain show" @click=${()=>this.#o(i)}>
                ${o(`chat.showRequest`)}${X(`chevron`)}
              </button>`}
      </div>
    </div>`}#n(){if(!this.connected)return P;let e=xt(this.overview,this.exchanges.map(e=>e.question));return j`<div class="suggestions" role="group" aria-label=${o(`chat.suggestions`)}>
      ${e.map(e=>j`<button class="chip" @click=${()=>this.ask(e)}>${e}</button>`)}
    </div>`}#r(e){e.preventDefault();let t=this.renderRoot.querySelector(`input`),n=t?.value.trim()??``,r=this.exchanges.some(e=>e.stop!==void 0);t!==null&&n!==``&&!r&&this.connected&&(t.value=``,this.ask(n))}ask(e){this.#e+=1;let t={id:this.#e,question:e,answer:``,stop:()=>{},isError:!1,approvalId:void 0};this.exchanges=[...this.exchanges,t].slice(-100);let n=this.link.ask(e,{delta:e=>this.#a(t,{answer:t.answer+e}),end:e=>this.#i(t,e)});t.stop!==void 0&&(t.stop=n),this.focusField()}#i(e,t){if(t.kind===`final`){let{speech:n,outcome:r,approvalId:i}=t.reply,a=n===``&&r===`delegate`?o(`chat.delegate`):n;this.#a(e,{answer:a,stop:void 0,isError:r===`error`,approvalId:i})}else{let n=t.kind===`cancelled`?o(`chat.stopped`):t.kind===`lost`?o(`chat.lost`):t.message;this.#a(e,{answer:[e.answer,n].filter(Boolean).join(`
`),stop:void 0,isError:t.kind!==`cancelled`})}this.said=e.answer}#a(e,t){Object.assign(e,t),this.exchanges=[...this.exchanges]}#o(e){this.dispatchEvent(new CustomEvent(`steward-show-request`,{detail:{approvalId:e},bubbles:!0,composed:!0}))}});var Ct=(e,t,n,r=``)=>j`<div class="empty ${r}">
    ${X(e)}
    <strong>${t}</strong>
    ${n===void 0?P:j`<p>${n}</p>`}
  </div>`,wt=e=>e>=.95?`error`:e>=.85?`warning`:`ok`,$=(e,t,n=`ok`)=>{let r=Math.round(Math.min(1,Math.max(0,e))*100);return j`<svg
    class="bar ${n}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="meter"
    aria-label=${t}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${r}
    aria-valuetext=${W(e)}
  >
    <rect width=${r} height="6"></rect>
  </svg>`},Tt={waiting:{icon:`waiting`,classes:`unknown`},observing:{icon:`working`,classes:`busy`},applying:{icon:`working`,classes:`busy`},verifying:{icon:`working`,classes:`busy`},done:{icon:`ok`,classes:`ok`},failed:{icon:`error`,classes:`error`},unknown:{icon:`unknown`,classes:`warning`}},Et={running:`accent`,succeeded:`ok`,failed:`error`,unknown:`warning`,invalidated:`warning`,cancelled:`unknown`};Y(`steward-run`,class extends R{static properties={run:{attribute:!1},compact:{type:Boolean},embedded:{type:Boolean}};static styles=[J,v`
      article {
        display: grid;
        gap: var(--st-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--st-1) var(--st-3);
      }
      h3 {
        overflow-wrap: anywhere;
      }
      .accent,
      .busy {
        color: var(--st-accent);
      }
      .progress {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--st-3);
      }
      .steps {
        display: grid;
        gap: var(--st-2);
      }
      .steps li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0 var(--st-2);
        align-items: start;
      }
      .steps .icon {
        margin-top: 2px;
      }
      .steps .detail {
        grid-column: 2 / -1;
      }
      .busy .icon {
        animation: turn 1.2s linear infinite;
      }
      .result {
        padding: var(--st-3);
        border-radius: var(--st-radius-small);
        background: var(--st-quiet);
      }
      .records {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-1) var(--st-4);
      }
      @keyframes turn {
        to {
          transform: rotate(360deg);
        }
      }
    `];constructor(){super(),this.compact=!1,this.embedded=!1,new Q(this,1e3)}render(){let{run:e}=this,t=e.state===`running`;return j`<article class=${this.embedded?``:`card`} aria-label=${e.title}>
      ${this.embedded?P:j`<header>
              <h3>${e.title}</h3>
              ${t?P:j`<span class="tag ${Et[e.state]}">${o(`run.${e.state}`)}</span>`}
            </header>`}
      ${t?j`<div class="progress">
              ${$(e.progressPercent/100,o(`run.progress`,{title:e.title}))}
              <span class="small soft number">
                ${W(e.progressPercent/100)} · ${G(H()-e.startedAtMs)}
              </span>
            </div>`:P}
      ${e.result===void 0?P:j`<p class="result">${e.result}</p>`}
      ${this.compact||this.#e()&&e.result!==void 0?P:j`<ol class="steps">${e.steps.map(e=>this.#t(e))}</ol>`}
      ${this.#n()}
    </article>`}#e(){let{steps:e,title:t}=this.run;return e.length===1&&e[0]?.title===t}#t({title:e,state:t,startedAtMs:n,endedAtMs:r,detail:i}){let a=Tt[t],s=this.#e(),c=n===void 0?void 0:(r??H())-n;return j`<li>
      <span class=${a.classes}>
        ${X(a.icon)}${s?P:j`<span class="unseen">${o(`step.${t}`)}</span>`}
      </span>
      <span>${s?o(`step.${t}`):e}</span>
      <span class="small soft number">${c===void 0?P:G(c)}</span>
      ${i===void 0||i===this.run.result?P:j`<span class="detail small soft">${i}</span>`}
    </li>`}#n(){let{issue:e,commit:t,startedAtMs:n,endedAtMs:r}=this.run;return e===void 0&&t===void 0&&r===void 0?P:j`<p class="records small soft">
      ${r===void 0?P:j`<span>
              ${q(n)}, ${o(`run.took`,{time:G(r-n)})}
            </span>`}
      ${e===void 0?P:j`<span>${o(`run.issue`,{number:e})}</span>`}
      ${t===void 0?P:j`<span title=${t}>${o(`run.commit`,{hash:st(t)})}</span>`}
    </p>`}});var Dt=20,Ot=e=>{if(e.kind===`request`){let{state:t}=e.approval;return{icon:t===`denied`?`error`:t===`invalidated`?`warning`:`clock`,classes:t===`invalidated`?`warning`:`unknown`,state:o(`state.${t}`)}}let{state:t}=e.run,n=o(`run.${t}`);return t===`succeeded`?{icon:`ok`,classes:`ok`,state:n}:t===`failed`?{icon:`error`,classes:`error`,state:n}:t===`cancelled`?{icon:`clock`,classes:`unknown`,state:n}:{icon:t===`unknown`?`unknown`:`warning`,classes:`warning`,state:n}};Y(`steward-history`,class extends R{static properties={overview:{attribute:!1},shown:{state:!0}};static styles=[J,v`
      .list {
        padding: 0;
        overflow: hidden;
      }
      details + details {
        border-top: 1px solid var(--st-divider);
      }
      summary {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: var(--st-1) var(--st-3);
        align-items: center;
        min-height: 44px;
        padding: var(--st-3) var(--st-4);
      }
      summary:hover {
        background: var(--st-quiet);
      }
      summary:focus-visible {
        outline-offset: -2px;
      }
      .what {
        display: grid;
      }
      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .chevron {
        color: var(--st-text-soft);
      }
      details[open] .chevron {
        transform: rotate(90deg);
      }
      .record {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4) var(--st-4) calc(var(--st-4) + 1.25em + var(--st-3));
      }
      .record > * + * {
        padding-top: var(--st-4);
        border-top: 1px solid var(--st-divider);
      }
      .centred {
        text-align: center;
      }
    `];constructor(){super(),this.shown=Dt,new Q(this,3e4)}render(){let e=pt(this.overview);return e.length===0?j`<div class="card">
        ${Ct(`history`,o(`history.none`),o(`history.noneDetail`))}
      </div>`:j`<div class="card list">
        ${V(e.slice(0,this.shown),e=>e.id,e=>this.#e(e))}
      </div>
      ${e.length<=this.shown?P:j`<p class="centred">
              <button
                class="button plain"
                @click=${()=>{this.shown+=Dt}}
              >
                ${o(`history.more`)}
              </button>
            </p>`}`}#e(e){let t=Ot(e),{approval:n}=e;return j`<details>
      <summary>
        ${X(t.icon,t.classes)}
        <span class="what">
          <span class="title">${e.kind===`run`?e.run.title:e.approval.title}</span>
          <span class="small soft">
            ${t.state} · <span title=${q(e.atMs)}>${K(e.atMs)}</span>
          </span>
        </span>
        ${X(`chevron`,`chevron`)}
      </summary>
      <div class="record">
        ${e.kind===`run`?j`<steward-run .run=${e.run} embedded></steward-run>`:P}
        ${n===void 0?P:j`<steward-approval .approval=${n} embedded></steward-approval>`}
      </div>
    </details>`}});var kt=e=>{let t=e.toLowerCase().split(/\s+/).filter(Boolean);return(...e)=>{let n=e.join(` `).toLowerCase();return t.every(e=>n.includes(e))}},At=(e,t,n)=>{let r=kt(t),i=t.trim()!==``||n!==`all`,a=e=>n===`all`||n===`attention`&&e.health!==`ok`||n===`running`&&e.status===`running`||n===`stopped`&&e.status===`stopped`,o=e=>n===`all`||n===`attention`&&e.health!==`ok`,s=new Map(e.nodes.map(e=>[e.name,[]]));for(let t of e.guests){if(!a(t)||!r(t.name,t.vmid,t.node,t.status))continue;let e=s.get(t.node);e===void 0?s.set(t.node,[t]):e.push(t)}let c=[];for(let[t,n]of s){let a=e.nodes.find(e=>e.name===t),s=a!==void 0&&o(a)&&r(a.name,a.status);(!i||n.length!==0||s)&&c.push({name:t,node:a,guests:n.toSorted((e,t)=>e.vmid-t.vmid)})}let l=e.pools.filter(e=>o(e)&&r(e.name,e.node)),u=e.storages.filter(e=>o(e)&&r(e.name,e.node)),d=e.disks.filter(e=>o(e)&&r(e.name,e.node));return{groups:c,pools:l,storages:u,disks:d,isEmpty:c.length+l.length+u.length+d.length===0}},jt=v`
  :host {
    display: grid;
    gap: var(--st-5);
    container-type: inline-size;
  }
  section {
    display: grid;
    gap: var(--st-3);
  }
  search {
    display: grid;
    gap: var(--st-3);
  }
  .find {
    position: relative;
    display: block;
  }
  .find .icon {
    position: absolute;
    left: var(--st-3);
    top: 50%;
    transform: translateY(-50%);
    color: var(--st-text-soft);
  }
  .find .field {
    width: 100%;
    padding-left: calc(var(--st-5) + var(--st-4));
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2);
  }
  .chip {
    min-height: 36px;
    padding: 0 var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: 999px;
    background: var(--st-surface);
    font-size: var(--st-size-small);
    font-weight: 500;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--st-quiet);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--st-accent);
    background: var(--st-accent);
    color: var(--st-on-accent);
  }
  .nodes {
    display: grid;
    gap: var(--st-3);
  }
  .grid {
    display: grid;
    gap: var(--st-3);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
  }
  .thing {
    display: grid;
    gap: var(--st-2);
    align-content: start;
    padding: var(--st-3) var(--st-4);
  }
  .top {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: var(--st-3);
    align-items: start;
  }
  .top > .icon {
    margin-top: 2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .side {
    font-weight: 600;
    white-space: nowrap;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .centred {
    text-align: center;
    padding-bottom: var(--st-3);
  }
`,Mt=e=>{let t={running:`status.running`,stopped:`status.stopped`,paused:`status.paused`,online:`status.online`,offline:`status.offline`,unknown:`status.unknown`}[e];return t===void 0?e:o(t)},Nt=({lastBackupAtMs:e})=>e===void 0?j`<span class="soft">${o(`inventory.backupUnknown`)}</span>`:e===null?j`<span class="warning">${o(`inventory.noBackup`)}</span>`:j`<span class="soft" title=${q(e)}>
    ${o(`inventory.backup`,{when:K(e)})}
  </span>`,Pt=(e,t,n,r)=>{if(n===void 0)return P;let i=o(`inventory.${t}`);return j`<span class="meter ${t}" title=${r??P}>
    <span class="small"><span class="soft">${i}</span> <span class="number">${W(n)}</span></span>
    ${$(n,`${e.name}: ${i}`,wt(n))}
  </span>`},Ft=e=>{let{name:t,vmid:n,guestType:r,health:i,status:a,cpu:s,memoryUsedBytes:c,memoryTotalBytes:l,uptimeSeconds:u}=e,d=a===`running`,f=c===void 0||l===void 0||l===0?void 0:c/l,p=[Mt(a),d&&u!==void 0?o(`inventory.up`,{time:G(u*1e3)}):void 0].filter(e=>e!==void 0);return j`<li class="guest">
    ${Z(i)}
    <span class="title">
      <span class="name">${t}</span>
      <span class="small soft">
        ${X(r)}${o(r===`vm`?`inventory.vm`:`inventory.container`)}
        <span class="number">${n}</span> · ${p.join(`, `)}
      </span>
    </span>
    ${Pt(e,`cpu`,d?s:void 0)}
    ${Pt(e,`memory`,d?f:void 0,f===void 0?void 0:o(`inventory.memoryOf`,{used:U(c??0),total:U(l??0)}))}
    <span class="small backup">${Nt(e)}</span>
  </li>`},It=v`
  :host {
    container-type: inline-size;
  }
  .card {
    padding: 0;
    overflow: hidden;
  }
  .head {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: var(--st-2) var(--st-3);
    width: 100%;
    min-height: 44px;
    padding: var(--st-3) var(--st-4);
    border: 0;
    background: none;
    text-align: left;
    cursor: pointer;
  }
  .head:hover {
    background: var(--st-quiet);
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chevron {
    grid-column: 3;
    grid-row: 1;
    color: var(--st-text-soft);
    transition: transform 120ms;
  }
  [aria-expanded='true'] .chevron {
    transform: rotate(90deg);
  }
  .load {
    grid-column: 2 / -1;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-4);
  }
  .meter {
    display: grid;
    gap: 3px;
    align-content: center;
  }
  .meter > span {
    display: flex;
    justify-content: space-between;
    gap: var(--st-2);
  }
  .guest {
    display: grid;
    grid-template: 'icon title title' 'icon cpu memory' 'icon backup backup' / auto 1fr 1fr;
    align-items: center;
    gap: var(--st-1) var(--st-3);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
    content-visibility: auto;
    contain-intrinsic-height: auto 116px;
  }
  .guest > .icon {
    grid-area: icon;
    align-self: start;
    margin-top: 2px;
  }
  .guest .title {
    grid-area: title;
  }
  .guest .title .icon {
    width: 1.1em;
    height: 1.1em;
    margin-right: 3px;
  }
  .guest .name {
    font-weight: 500;
  }
  .cpu {
    grid-area: cpu;
  }
  .memory {
    grid-area: memory;
  }
  .backup {
    grid-area: backup;
  }
  .none {
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  .button.plain {
    width: 100%;
    border-top: 1px solid var(--st-divider);
    border-radius: 0;
  }

  @container (min-width: 620px) {
    .head {
      grid-template-columns: auto 1fr 240px auto;
    }
    .chevron {
      grid-column: 4;
    }
    .load {
      grid-column: 3;
      grid-row: 1;
    }
    .guest {
      grid-template: 'icon title cpu memory backup' / auto 1fr 104px 104px 152px;
      contain-intrinsic-height: auto 66px;
    }
    .backup {
      text-align: right;
    }
  }
`,Lt=50;Y(`steward-node`,class extends R{static properties={group:{attribute:!1},open:{type:Boolean},shown:{state:!0}};static styles=[J,It];constructor(){super(),this.open=!1,this.shown=Lt,new Q(this,6e4)}render(){let{name:e,node:t,guests:n}=this.group;return j`<section class="card" aria-labelledby="name">
      <button
        class="head"
        aria-expanded=${this.open}
        aria-controls="guests"
        @click=${()=>{this.open=!this.open}}
      >
        ${Z(t?.health??`unknown`)}
        <span class="title">
          <span id="name" class="name">${t===void 0?o(`inventory.otherNode`):e}</span>
          <span class="small soft">
            ${[t===void 0?void 0:Mt(t.status),s(`inventory.guests`,n.length),this.#e(t)].filter(e=>e!==void 0).join(` · `)}
          </span>
        </span>
        ${t===void 0?P:this.#t(t)} ${X(`chevron`,`chevron`)}
      </button>
      <div id="guests" ?hidden=${!this.open}>${this.open?this.#n(n):P}</div>
    </section>`}#e(e){return e?.uptimeSeconds===void 0?void 0:o(`inventory.up`,{time:G(e.uptimeSeconds*1e3)})}#t({name:e,cpu:t,memoryUsedBytes:n,memoryTotalBytes:r}){let i=n===void 0||r===void 0||r===0?void 0:{share:n/r,used:n,total:r};return j`<span class="load">
      ${t===void 0?P:j`<span class="meter">
              <span class="small">
                <span class="soft">${o(`inventory.cpu`)}</span> <span class="number">${W(t)}</span>
              </span>
              ${$(t,`${e}: ${o(`inventory.cpu`)}`,wt(t))}
            </span>`}
      ${i===void 0?P:j`<span
              class="meter"
              title=${o(`inventory.memoryOf`,{used:U(i.used),total:U(i.total)})}
            >
              <span class="small">
                <span class="soft">${o(`inventory.memory`)}</span>
                <span class="number">${W(i.share)}</span>
              </span>
              ${$(i.share,`${e}: ${o(`inventory.memory`)}`,wt(i.share))}
            </span>`}
    </span>`}#n(e){if(e.length===0)return j`<p class="soft small none">${o(`inventory.noGuests`)}</p>`;let t=e.length-this.shown;return j`<ul>
        ${e.slice(0,this.shown).map(Ft)}
      </ul>
      ${t<=0?P:j`<button
              class="button plain"
              @click=${()=>{this.shown+=Lt}}
            >
              ${s(`inventory.more`,Math.min(t,Lt))}
            </button>`}`}});var Rt=[`all`,`attention`,`running`,`stopped`],zt=60,Bt=e=>e===`error`||e===`warning`?e:`ok`;Y(`steward-inventory`,class extends R{static properties={inventory:{attribute:!1},query:{state:!0},filter:{state:!0}};static styles=[J,jt];constructor(){super(),this.query=``,this.filter=`all`}render(){let{nodes:e,guests:t}=this.inventory;if(e.length+t.length===0)return j`<div class="card">
        ${Ct(`node`,o(`inventory.none`),o(`inventory.noneDetail`))}
      </div>`;let n=At(this.inventory,this.query,this.filter),r=this.query.trim()!==``||this.filter!==`all`,i=n.groups.reduce((e,t)=>e+t.guests.length,0)<=zt||r&&n.groups.length===1;return j`${this.#e()}
      ${n.isEmpty?this.#t():P}
      ${this.#n(`inventory.pools`,n.pools.map(e=>this.#a(e)))}
      ${n.groups.length===0?P:j`<section aria-labelledby="nodes">
              <h2 id="nodes">${o(`inventory.nodes`)}</h2>
              <div class="nodes">
                ${V(n.groups,e=>`${e.name}/${i}`,e=>j`<steward-node .group=${e} ?open=${i}></steward-node>`)}
              </div>
            </section>`}
      ${this.#n(`inventory.storages`,n.storages.map(e=>this.#o(e)))}
      ${this.#n(`inventory.disks`,n.disks.map(e=>this.#s(e)))}`}#e(){return j`<search>
      <label class="find">
        ${X(`search`)}
        <input
          class="field"
          type="search"
          .value=${this.query}
          placeholder=${o(`inventory.search`)}
          aria-label=${o(`inventory.search`)}
          @input=${e=>{this.query=e.target.value}}
        />
      </label>
      <div class="filters" role="group" aria-label=${o(`inventory.filter`)}>
        ${Rt.map(e=>j`<button
            class="chip"
            aria-pressed=${this.filter===e}
            @click=${()=>{this.filter=e}}
          >
            ${o(`inventory.${e}`)}
          </button>`)}
      </div>
    </search>`}#t(){return j`<div class="card" role="status">
      ${Ct(`search`,o(`inventory.noMatch`))}
      <p class="centred">
        <button
          class="button plain"
          @click=${()=>{this.query=``,this.filter=`all`}}
        >
          ${o(`inventory.clear`)}
        </button>
      </p>
    </div>`}#n(e,t){return t.length===0?P:j`<section aria-labelledby=${e}>
          <h2 id=${e}>${o(e)}</h2>
          <ul class="grid">
            ${t}
          </ul>
        </section>`}#r(e,t,n,r,i,a){return j`<li class="card thing">
      <div class="top">
        ${t===`ok`?X(e,`soft`):Z(t)}
        <span class="title">
          <span class="name">${n}</span>
          <span class="small soft">${o(`inventory.on`,{node:r})}</span>
        </span>
        <span class="side number ${t===`ok`?``:t}">${i}</span>
      </div>
      ${a}
    </li>`}#i(e,t,n,r){return j`${$(r===0?0:n/r,e,Bt(t))}
      <p class="small soft pair">
        <span>${o(`inventory.used`,{used:U(n),total:U(r)})}</span>
        <span>${o(`inventory.free`,{free:U(Math.max(0,r-n))})}</span>
      </p>`}#a({name:e,node:t,health:n,status:r,usedBytes:i,totalBytes:a}){let o=a===0?0:i/a;return this.#r(`pool`,n,e,t,W(o),j`${this.#i(e,n,i,a)}
        ${r===`ONLINE`?P:j`<p class="small ${n}">${r}</p>`}`)}#o({name:e,node:t,health:n,usedBytes:r,totalBytes:i}){let a=r!==void 0&&i!==void 0&&i>0;return this.#r(`storage`,n,e,t,a?W(r/i):``,a?this.#i(e,n,r,i):j`<p class="small soft">${o(`inventory.usageUnknown`)}</p>`)}#s({name:e,node:t,health:n,smartHealth:r,wearPercent:i,sizeBytes:a}){return this.#r(`disk`,n,e,t,a===void 0?``:U(a),j`<p class="small soft pair">
        <span>${o(`inventory.smart`,{verdict:r})}</span>
        ${i===void 0?P:j`<span>${o(`inventory.wear`,{percent:W(i/100)})}</span>`}
      </p>`)}}),Y(`steward-problems`,class extends R{static properties={problems:{attribute:!1}};static styles=[J,v`
      .card {
        padding-block: var(--st-1);
      }
      :host([flat]) .card {
        padding: 0;
        border: 0;
        background: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        padding: var(--st-3) 0;
      }
      li + li {
        border-top: 1px solid var(--st-divider);
      }
      .icon {
        margin-top: 1px;
      }
      p::first-letter {
        text-transform: uppercase;
      }
      strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `];render(){let e=[`error`,`warning`,`unknown`];return j`<ul class="card">
      ${this.problems.toSorted((t,n)=>e.indexOf(t.severity)-e.indexOf(n.severity)||t.name.localeCompare(n.name)).map(({name:e,severity:t,text:n})=>j`<li>
          ${Z(t)}
          <div>
            <strong>${e}</strong> <span class="unseen">${o(`problems.${t}`)}:</span>
            <p class="soft small">${n}</p>
          </div>
        </li>`)}
    </ul>`}});var Vt=({status:e})=>e!==`running`,Ht=[`ok`,`unknown`,`warning`,`error`],Ut=e=>e.reduce((e,{health:t})=>Ht.indexOf(t)>Ht.indexOf(e)?t:e,e.length===0?`unknown`:`ok`),Wt=({nodes:e,guests:t,pools:n})=>{let r=n.toSorted((e,t)=>t.usedBytes/t.totalBytes-e.usedBytes/e.totalBytes)[0],i=t.flatMap(({name:e,lastBackupAtMs:t})=>t===void 0?[]:[{name:e,atMs:t}]).toSorted((e,t)=>(e.atMs??0)-(t.atMs??0));return{nodes:{part:e.filter(e=>e.status===`online`).length,whole:e.length,health:Ut(e)},guests:{part:t.filter(e=>e.status===`running`).length,whole:t.length,health:t.length===0?`unknown`:Ut([{health:`ok`},...t.filter(Vt)])},fullestPool:r===void 0?void 0:{name:r.name,share:r.totalBytes===0?0:r.usedBytes/r.totalBytes,health:r.health},oldestBackup:i[0]}};Y(`steward-summary`,class extends R{static properties={overview:{attribute:!1},compact:{type:Boolean}};static styles=[J,v`
      :host {
        container-type: inline-size;
      }
      section {
        display: grid;
        gap: var(--st-4);
      }
      .state {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        align-items: center;
      }
      .state > .icon {
        width: 36px;
        height: 36px;
      }
      h2 {
        font-size: var(--st-size-large);
        font-weight: 600;
        line-height: 1.3;
        letter-spacing: -0.01em;
      }
      .compact h2 {
        font-size: var(--st-size-title);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, 1fr);
        gap: 1px;
        overflow: hidden;
        border: var(--st-border);
        border-radius: var(--st-radius);
        background: var(--st-divider);
      }
      dl > div {
        display: grid;
        align-content: start;
        padding: var(--st-3) var(--st-4);
        background: var(--st-surface);
      }
      dt {
        display: flex;
        align-items: center;
        gap: var(--st-1);
        font-size: var(--st-size-small);
        color: var(--st-text-soft);
      }
      dd {
        font-size: 1.25rem;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1.5;
      }
      dd.name {
        font-size: var(--st-size-small);
        font-weight: 400;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      @container (min-width: 560px) {
        dl {
          grid-template-columns: repeat(4, 1fr);
        }
      }
    `];constructor(){super(),this.compact=!1,new Q(this,3e4)}render(){let{summary:e,health:t}=this.overview;return j`<section class=${this.compact?`compact`:``} aria-label=${o(`summary.title`)}>
      <div class="state">
        ${Z(t)}
        <div>
          <span class="small ${t}">${o(`health.${t}`)}</span>
          <h2>${e}</h2>
        </div>
      </div>
      ${this.compact?P:this.#e()}
    </section>`}#e(){let{nodes:e,guests:t,fullestPool:n,oldestBackup:r}=Wt(this.overview.inventory),i=r===void 0?o(`summary.unknown`):r.atMs===null?o(`summary.noBackup`):K(r.atMs);return j`<dl>
      ${this.#t(`node`,o(`summary.nodes`),o(`summary.of`,e),e.health)}
      ${this.#t(`container`,o(`summary.guests`),o(`summary.of`,t),t.health)}
      ${this.#t(`pool`,o(`summary.pool`),n===void 0?o(`summary.none`):W(n.share),n?.health??`unknown`,n?.name)}
      ${this.#t(`backup`,o(`summary.backup`),i,r===void 0?`unknown`:r.atMs===null?`warning`:`ok`,r?.name)}
    </dl>`}#t(e,t,n,r,i){let a=r===`ok`?``:r;return j`<div>
      <dt>${X(e)}${t}</dt>
      <dd class=${a}>${n}</dd>
      ${i===void 0?P:j`<dd class="name soft">${i}</dd>`}
    </div>`}});var Gt=v`
  :host {
    --st-background: var(--primary-background-color, light-dark(#f3f5f7, #0f1316));
    --st-surface: var(--card-background-color, light-dark(#ffffff, #181d21));
    --st-text: var(--primary-text-color, light-dark(#182026, #e7ebee));
    --st-text-soft: color-mix(in oklab, var(--st-text) 76%, var(--st-surface));
    --st-divider: var(--divider-color, light-dark(#dfe4e8, #2b3338));
    --st-border-strong: color-mix(in oklab, var(--st-text) 55%, var(--st-surface));
    --st-quiet: color-mix(in oklab, var(--st-text) 5%, var(--st-surface));

    --st-accent-source: var(--primary-color, #0b8a8f);
    --st-accent: light-dark(
      oklch(from var(--st-accent-source) 0.47 c h),
      oklch(from var(--st-accent-source) 0.82 c h)
    );
    --st-on-accent: light-dark(#ffffff, #0b1114);
    --st-accent-quiet: color-mix(in oklab, var(--st-accent) 10%, var(--st-surface));

    --st-ok-source: var(--success-color, #2f9e63);
    --st-warning-source: var(--warning-color, #d98a00);
    --st-error-source: var(--error-color, #d64545);
    --st-ok: light-dark(oklch(from var(--st-ok-source) 0.47 c h), oklch(from var(--st-ok-source) 0.82 c h));
    --st-warning: light-dark(
      oklch(from var(--st-warning-source) 0.47 0.11 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    /* For shapes without text: 3 : 1 is enough, so that it may look like the warning that it is. */
    --st-warning-fill: light-dark(
      oklch(from var(--st-warning-source) 0.64 0.14 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    --st-error: light-dark(
      oklch(from var(--st-error-source) 0.48 c h),
      oklch(from var(--st-error-source) 0.8 0.12 h)
    );
    --st-unknown: var(--st-text-soft);

    --st-radius: var(--ha-card-border-radius, 14px);
    --st-radius-small: 8px;
    --st-border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--st-divider));
    --st-1: 4px;
    --st-2: 8px;
    --st-3: 12px;
    --st-4: 16px;
    --st-5: 24px;
    --st-6: 32px;

    --st-size-small: 0.8125rem;
    --st-size-body: 0.9375rem;
    --st-size-title: 1.0625rem;
    --st-size-large: 1.375rem;
    --st-font: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, system-ui, sans-serif));
    --st-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', monospace;

    color: var(--st-text);
    font-family: var(--st-font);
    font-size: var(--st-size-body);
    line-height: 1.5;
  }
`,Kt=v`
  :host {
    height: 100dvh;
    background: var(--st-background);
  }
  .page {
    display: grid;
    height: 100%;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    grid-template-areas: 'header' 'main' 'nav';
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-3);
    min-height: 56px;
    padding: max(var(--st-2), env(safe-area-inset-top)) var(--st-4) var(--st-2);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--st-3);
  }
  .sign {
    width: 32px;
    height: 32px;
    flex: none;
  }
  h1 {
    font-size: var(--st-size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .demo {
    color: var(--st-accent);
  }
  main {
    display: contents;
  }
  .views {
    grid-area: main;
    overflow-y: auto;
    scroll-padding-top: var(--st-4);
  }
  .views:focus-visible {
    outline: none;
  }
  .column {
    display: grid;
    gap: var(--st-5);
    max-width: 860px;
    margin: 0 auto;
    padding: var(--st-2) var(--st-4) var(--st-6);
  }
  .column > section {
    display: grid;
    gap: var(--st-3);
  }
  .loading {
    padding: var(--st-6) 0;
    text-align: center;
  }
  steward-approval {
    scroll-margin-top: var(--st-4);
    border-radius: var(--st-radius);
  }
  .chat-pane {
    grid-area: main;
    display: none;
    flex-direction: column;
    min-height: 0;
    background: var(--st-surface);
  }
  .chat-pane steward-chat {
    flex: 1;
  }
  .chat-title {
    display: none;
  }
  [data-view='chat'] .views {
    display: none;
  }
  [data-view='chat'] .chat-pane {
    display: flex;
  }
  nav {
    grid-area: nav;
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    padding-bottom: env(safe-area-inset-bottom);
    border-top: 1px solid var(--st-divider);
    background: var(--st-surface);
  }
  .tab {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 2px;
    min-height: 60px;
    padding: var(--st-2) 0;
    border: 0;
    background: none;
    color: var(--st-text-soft);
    font-size: 0.75rem;
    font-weight: 500;
    cursor: pointer;
  }
  .tab .icon {
    width: 24px;
    height: 24px;
  }
  .tab[aria-current] {
    color: var(--st-accent);
    font-weight: 600;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    border-radius: var(--st-radius-small);
  }
  .count {
    position: absolute;
    top: 6px;
    left: calc(50% + 6px);
    min-width: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--st-accent);
    color: var(--st-on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
  .skip {
    position: absolute;
    left: var(--st-3);
    top: -60px;
    z-index: 1;
  }
  .skip:focus-visible {
    top: var(--st-3);
  }

  @media (min-width: 1000px) {
    .page {
      grid-template: 64px minmax(0, 1fr) / auto minmax(0, 1fr) clamp(340px, 32vw, 440px);
      grid-template-areas: 'header nav chat' 'main main chat';
    }
    header {
      padding-block: 0;
      gap: var(--st-4);
      justify-content: start;
    }
    nav {
      display: flex;
      align-items: center;
      gap: var(--st-1);
      padding: 0 var(--st-4);
      border: 0;
      background: none;
      justify-content: end;
    }
    .tab {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 40px;
      padding: 0 var(--st-3);
      border-radius: 999px;
      font-size: var(--st-size-body);
    }
    .tab .icon {
      width: 20px;
      height: 20px;
    }
    .tab:hover {
      background: var(--st-quiet);
    }
    .tab[aria-current],
    [data-view='chat'] .tab.overview {
      background: var(--st-accent-quiet);
      color: var(--st-accent);
    }
    .tab.chat {
      display: none;
    }
    .count {
      position: static;
    }
    .column {
      padding-top: var(--st-4);
      padding-inline: var(--st-5);
    }
    .chat-pane,
    [data-view='chat'] .chat-pane {
      grid-area: chat;
      display: flex;
      border-left: 1px solid var(--st-divider);
    }
    [data-view='chat'] .views {
      display: block;
    }
    .chat-title {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 64px;
      padding: 0 var(--st-4);
      border-bottom: 1px solid var(--st-divider);
      font-size: var(--st-size-body);
    }
    .chat-title .icon {
      color: var(--st-text-soft);
    }
  }
`,qt=[`overview`,`chat`,`inventory`,`history`],Jt={overview:`overview`,chat:`chat`,inventory:`node`,history:`history`},Yt={approve:`request.approved`,deny:`request.denied`,"take-back":`request.takenBack`},Xt=()=>qt.find(e=>`#/${e}`===location.hash)??`overview`,Zt=class extends R{static properties={link:{attribute:!1},overview:{state:!0},connection:{state:!0},view:{state:!0},announcement:{state:!0},person:{state:!0}};static styles=[Gt,J,Kt];#e;#t;constructor(){super(),this.connection=`connecting`,this.view=Xt(),this.announcement=``,this.addEventListener(`steward-show-request`,e=>{this.#d(e.detail.approvalId)})}connectedCallback(){super.connectedCallback(),window.addEventListener(`hashchange`,this.#n),this.#t=this.link.open({overview:e=>{tt(e.generatedAtMs),this.#e=Date.now(),this.overview=e},connection:e=>{this.connection=e},person:e=>{this.person=e}})}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`hashchange`,this.#n),this.#t?.()}#n=()=>{this.view=Xt()};#r(e){this.view=e,history.replaceState(null,``,`#/${e}`),e===`chat`?this.updateComplete.then(()=>this.renderRoot.querySelector(`steward-chat`)?.focusField()):this.renderRoot.querySelector(`.views`)?.scrollTo({top:0})}render(){let e=this.overview===void 0?0:lt(this.overview).length;return j`<div class="page" data-view=${this.view}>
      <button class="skip button filled" @click=${()=>this.#u(`.views`)}>${o(`app.skip`)}</button>
      <header>
        <span class="brand">${_t()}<h1>${o(`app.name`)}</h1></span>
        ${this.overview?.isDemo===!0?j`<span class="tag demo">${o(`app.demo`)}</span>`:P}
      </header>
      <nav aria-label=${o(`nav.label`)}>
        ${qt.map(t=>j`<button
            class="tab ${t}"
            aria-current=${this.view===t?`page`:P}
            @click=${()=>this.#r(t)}
          >
            ${X(Jt[t])}
            <span>${o(`nav.${t}`)}</span>
            ${t===`overview`&&e>0?j`<span class="count" aria-label=${s(`nav.waiting`,e)} role="img"
                    >${e}</span
                  >`:P}
          </button>`)}
      </nav>
      <main>
        <div class="views" tabindex="-1">
        <div class="column">
          <steward-banners
            ?demo=${this.view===`overview`||this.view===`chat`}
            .overview=${this.overview}
            .connection=${this.connection}
            .receivedAtMs=${this.#e}
          ></steward-banners>
          ${this.overview===void 0?this.#i():this.#a(this.overview)}
        </div>
        </div>
        <section class="chat-pane" aria-labelledby="chat">
        <h2 id="chat" class="chat-title">${X(`chat`)}${o(`chat.title`)}</h2>
        <steward-chat
          .link=${this.link}
          .overview=${this.overview}
          ?connected=${this.connection===`connected`}
        ></steward-chat>
        </section>
      </main>
      <p class="unseen" role="status">${this.announcement}</p>
    </div>`}#i(){return this.connection===`lost`?P:j`<p class="soft loading">${o(`app.loading`)}</p>`}#a(e){return this.view===`inventory`?j`<h2 class="unseen">${o(`inventory.title`)}</h2>
        <steward-inventory .inventory=${e.inventory}></steward-inventory>`:this.view===`history`?j`<section>
        <h2>${o(`history.title`)}</h2>
        <steward-history .overview=${e}></steward-history>
      </section>`:this.#o(e)}#o(e){let t=lt(e),n=this.#s(e),r=this.#c(t);return j`<steward-summary .overview=${e}></steward-summary>
      ${t.length>0?[r,n]:[n,r]}
      ${e.problems.length===0?P:j`<section aria-labelledby="problems">
              <h2 id="problems">${o(`problems.title`)}</h2>
              <steward-problems .problems=${e.problems}></steward-problems>
            </section>`}`}#s(e){let t=dt(e,H());return t.length===0?P:j`<section aria-labelledby="runs">
          <h2 id="runs">
            ${o(t[0]?.state===`running`?`runs.title`:`runs.ended`)}
          </h2>
          ${V(t,e=>e.id,e=>j`<steward-run .run=${e}></steward-run>`)}
        </section>`}#c(e){return j`<section aria-labelledby="requests">
      <h2 id="requests" tabindex="-1">${o(`requests.title`)}</h2>
      ${e.length===0?j`<div class="card">${Ct(`ok`,o(`requests.none`),o(`requests.noneDetail`),`slim`)}</div>`:V(e,e=>e.id,e=>j`<steward-approval
                id=${`request-${e.id}`}
                .approval=${e}
                .decide=${this.#l}
                .person=${this.person}
              ></steward-approval>`)}
    </section>`}#l=async(e,t,n)=>{let{id:r,planDigest:i,title:a}=e,s=t===`take-back`?await this.link.cancelRequest(r):await this.link.decide({approvalId:r,answer:t,planDigest:i,...n===void 0?{}:{pin:n}});return s.ok&&(this.announcement=o(Yt[t],{title:a}),this.#u(`#requests`)),s};#u(e){this.renderRoot.querySelector(e)?.focus()}async#d(e){let t=this.overview!==void 0&&lt(this.overview).some(({id:t})=>t===e),n=this.overview?.runs.some(t=>t.approvalId===e&&t.state===`running`);this.#r(t||n===!0?`overview`:`history`),await this.updateComplete;let r=this.renderRoot.querySelector(`#request-${CSS.escape(e)}`);r?.scrollIntoView({block:`start`,behavior:`smooth`}),r?.focus({preventScroll:!0})}};Y(`steward-panel`,Zt);var Qt=[`--primary-color`,`--primary-background-color`,`--card-background-color`,`--primary-text-color`,`--divider-color`,`--error-color`,`--warning-color`,`--success-color`,`--ha-card-border-radius`,`--ha-card-border-width`,`--ha-card-border-color`,`--ha-font-family-body`],$t=()=>{if(window.parent!==window)try{return window.parent.document.documentElement}catch{return}},en=e=>{let t=document.createElement(`canvas`).getContext(`2d`,{willReadFrequently:!0});if(t===null)return!1;t.fillStyle=e,t.fillRect(0,0,1,1);let[n=255,r=255,i=255]=t.getImageData(0,0,1,1).data;return .2126*n+.7152*r+.0722*i<128},tn=()=>{let e=$t();if(e===void 0)return;let t=document.documentElement,n=()=>{let n=e.ownerDocument.defaultView?.getComputedStyle(e);for(let e of Qt){let r=n?.getPropertyValue(e).trim()??``;r===``||r.includes(`url(`)?t.style.removeProperty(e):t.style.setProperty(e,r)}let r=n?.getPropertyValue(`--primary-background-color`).trim()??``;t.style.colorScheme=r===``?``:en(r)?`dark`:`light`};n(),new MutationObserver(n).observe(e,{attributes:!0,attributeFilter:[`style`,`class`]}),window.parent.matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,n)},nn=()=>{let e=new URL(`panel/live`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.hash=``,e.href};tn(),i(navigator.language);var rn=new Zt;rn.link=f({url:nn(),conversationId:[...crypto.getRandomValues(new Uint8Array(16))].map(e=>e.toString(16).padStart(2,`0`)).join(``)}),document.body.append(rn);