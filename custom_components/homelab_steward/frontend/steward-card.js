// cards/src/components/define.ts
var e = (e, t) => {
	customElements.get(e) === void 0 && customElements.define(e, t);
}, t = {
	"app.name": "Homelab Steward",
	"app.skip": "Skip to the content",
	"app.demo": "Demo homelab",
	"app.demoDetail": "Nothing here is real: three simulated Proxmox nodes behind the real product.",
	"app.loading": "Reading the homelab…",
	"nav.label": "Views",
	"nav.overview": "Overview",
	"nav.chat": "Chat",
	"nav.inventory": "Inventory",
	"nav.history": "History",
	"nav.waiting.one": "1 request waiting",
	"nav.waiting.other": "{count} requests waiting",
	"connection.lost": "Connection to Steward lost.",
	"connection.lostDetail": "What you see is as of {time}. Trying again…",
	"connection.never": "Steward cannot be reached. Trying again…",
	"connection.unknownResult": "The connection was lost before Steward confirmed. Look at the request once it is back.",
	"connection.none": "Steward is not connected at the moment.",
	"connection.stale": "{system} cannot be read: what you see of it is {age} old.",
	"connection.neverRead": "{system} has not been read yet.",
	"health.ok": "All well",
	"health.warning": "Needs attention",
	"health.error": "Something is wrong",
	"health.unknown": "Unknown",
	"summary.title": "State of the homelab",
	"summary.nodes": "Nodes online",
	"summary.guests": "Guests running",
	"summary.pool": "Fullest pool",
	"summary.backup": "Oldest backup",
	"summary.of": "{part} of {whole}",
	"summary.none": "None",
	"summary.noBackup": "missing",
	"summary.unknown": "unknown",
	"problems.title": "Needs attention",
	"problems.none": "Nothing needs attention.",
	"problems.error": "Error",
	"problems.warning": "Warning",
	"problems.unknown": "Unknown",
	"requests.title": "Waiting for a decision",
	"requests.none": "No request is waiting.",
	"requests.noneDetail": "Ask for a change in the chat, and its plan appears here before anything happens.",
	"request.asked": "{name} asked",
	"request.stops": "Meanwhile:",
	"request.stopsNothing": "Nothing stops meanwhile.",
	"request.undo": "To undo:",
	"request.noUndo": "This cannot be undone.",
	"request.affected": "Affected:",
	"request.why": "Why this risk?",
	"request.digest": "Plan",
	"request.digestTitle": "Digest of this exact plan: {digest}",
	"request.expires": "Lapses in {time}",
	"request.expired": "Lapsed",
	"request.takes": "takes about {time}",
	"request.before": "before",
	"request.after": "after",
	"request.changed": "What had changed meanwhile",
	"request.nothing": "nothing",
	"request.approve": "Approve",
	"request.deny": "Deny",
	"request.takeBack": "Take my request back",
	"request.sending": "Sending…",
	"request.pin": "Your PIN",
	"request.pinHint": "This cannot be undone, so Steward asks for your PIN.",
	"request.pinMissing": "Enter your PIN to approve.",
	"request.review": "Review",
	"request.reviewHint": "Open Homelab Steward to decide.",
	"request.approved": "Approved: {title}",
	"request.denied": "Denied: {title}",
	"request.takenBack": "Taken back: {title}",
	"risk.read": "Reads only",
	"risk.reversible": "Can be undone",
	"risk.disruptive": "Interrupts",
	"risk.destructive": "Destructive",
	"state.requested": "Waiting",
	"state.presented": "Waiting",
	"state.approved": "Approved",
	"state.denied": "Denied",
	"state.expired": "Lapsed",
	"state.cancelled": "Taken back",
	"state.invalidated": "Lapsed: things had changed",
	"state.consumed": "Approved",
	"state.by": "{state} by {name}, {when}",
	"runs.title": "Running now",
	"runs.ended": "Just finished",
	"run.running": "Running",
	"run.succeeded": "Done and verified",
	"run.failed": "Failed",
	"run.unknown": "Outcome unknown",
	"run.invalidated": "Not run: things had changed",
	"run.cancelled": "Cancelled",
	"run.progress": "Progress of {title}",
	"run.took": "took {time}",
	"run.issue": "Issue #{number}",
	"run.commit": "Commit {hash}",
	"step.waiting": "Waiting",
	"step.observing": "Looking at the present state",
	"step.applying": "Under way",
	"step.verifying": "Verifying",
	"step.done": "Done",
	"step.failed": "Failed",
	"step.unknown": "Outcome unknown",
	"history.title": "What happened",
	"history.none": "Nothing has happened yet.",
	"history.noneDetail": "Every request and every run is kept here with its plan and its verified result.",
	"history.more": "Show earlier",
	"chat.title": "Chat",
	"chat.empty": "Ask about your homelab, or ask for a change.",
	"chat.emptyDetail": "A change is planned first and waits for an approval. Nothing happens before.",
	"chat.log": "Conversation",
	"chat.you": "You",
	"chat.steward": "Steward",
	"chat.thinking": "Steward is answering",
	"chat.placeholder": "Ask or request a change",
	"chat.input": "Message to Steward",
	"chat.send": "Send",
	"chat.stop": "Stop the answer",
	"chat.stopped": "Stopped.",
	"chat.suggestions": "Suggestions",
	"chat.showRequest": "Show the request",
	"chat.delegate": "That is for Home Assistant itself. Ask it in Assist.",
	"chat.lost": "The connection was lost before the answer was complete.",
	"chat.offline": "Not connected",
	"ask.wrong": "What is wrong?",
	"ask.down": "What is down?",
	"ask.waits": "What waits?",
	"ask.happened": "What happened?",
	"ask.running": "What is running?",
	"ask.pool": "How full is {name}?",
	"ask.node": "Is {name} ok?",
	"ask.start": "Start {name}",
	"ask.memory": "What about its memory?",
	"inventory.title": "Inventory",
	"inventory.search": "Search guests, nodes, pools, disks",
	"inventory.filter": "Show",
	"inventory.all": "All",
	"inventory.attention": "Needs attention",
	"inventory.running": "Running",
	"inventory.stopped": "Stopped",
	"inventory.none": "Nothing is known yet.",
	"inventory.noneDetail": "Once a Proxmox connection is set up in the options, what it has appears here.",
	"inventory.noMatch": "Nothing matches.",
	"inventory.clear": "Clear search and filter",
	"inventory.nodes": "Nodes and guests",
	"inventory.pools": "Pools",
	"inventory.storages": "Storages",
	"inventory.disks": "Disks",
	"inventory.guests.one": "1 guest",
	"inventory.guests.other": "{count} guests",
	"inventory.more.one": "Show 1 more guest",
	"inventory.more.other": "Show {count} more guests",
	"inventory.noGuests": "No guests.",
	"inventory.otherNode": "Guests of a node that is not known",
	"inventory.cpu": "CPU",
	"inventory.memory": "Memory",
	"inventory.memoryOf": "{used} of {total}",
	"inventory.used": "{used} of {total}",
	"inventory.free": "{free} free",
	"inventory.up": "up {time}",
	"inventory.vm": "VM",
	"inventory.container": "Container",
	"inventory.backup": "Backup {when}",
	"inventory.noBackup": "No backup",
	"inventory.backupUnknown": "Backup unknown",
	"inventory.usageUnknown": "Usage unknown",
	"inventory.smart": "SMART {verdict}",
	"inventory.wear": "{percent} worn",
	"inventory.on": "on {node}",
	"status.running": "running",
	"status.stopped": "stopped",
	"status.paused": "paused",
	"status.online": "online",
	"status.offline": "offline",
	"status.unknown": "unknown",
	"card.name": "Homelab Steward",
	"card.description": "The state of the homelab, what waits for a decision and what is running.",
	"card.open": "Open Homelab Steward",
	"card.moreWaiting.one": "1 more waiting",
	"card.moreWaiting.other": "{count} more waiting",
	"card.notSetUp": "Homelab Steward is not set up in Home Assistant.",
	"card.notSetUpDetail": "Add the integration under Settings → Devices & services.",
	"card.configTitle": "Title",
	"card.configProblems": "Show what needs attention",
	"card.configRuns": "Show what is running",
	"card.configPath": "Path of the panel (found by itself when empty)"
}, n = { en: t }, r = "en", i = t, a = (e) => {
	try {
		r = Intl.getCanonicalLocales(e)[0] ?? "en";
	} catch {
		r = "en";
	}
	i = n[r.split("-")[0] ?? "en"] ?? t;
}, o = () => r, s = (e, t = {}) => i[e].replace(/\{(\w+)\}/g, (e, n) => String(t[n] ?? e)), c = (e, t) => s(`${e}.${t === 1 ? "one" : "other"}`, { count: new Intl.NumberFormat(r).format(t) }), l = globalThis, u = l.ShadowRoot && (l.ShadyCSS === void 0 || l.ShadyCSS.nativeShadow) && "adoptedStyleSheets" in Document.prototype && "replace" in CSSStyleSheet.prototype, d = Symbol(), f = /* @__PURE__ */ new WeakMap(), p = class {
	constructor(e, t, n) {
		if (this._$cssResult$ = !0, n !== d) throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");
		this.cssText = e, this.t = t;
	}
	get styleSheet() {
		let e = this.o, t = this.t;
		if (u && e === void 0) {
			let n = t !== void 0 && t.length === 1;
			n && (e = f.get(t)), e === void 0 && ((this.o = e = new CSSStyleSheet()).replaceSync(this.cssText), n && f.set(t, e));
		}
		return e;
	}
	toString() {
		return this.cssText;
	}
}, m = (e) => new p(typeof e == "string" ? e : e + "", void 0, d), h = (e, ...t) => new p(e.length === 1 ? e[0] : t.reduce((t, n, r) => t + ((e) => {
	if (!0 === e._$cssResult$) return e.cssText;
	if (typeof e == "number") return e;
	throw Error("Value passed to 'css' function must be a 'css' function result: " + e + ". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.");
})(n) + e[r + 1], e[0]), e, d), ee = (e, t) => {
	if (u) e.adoptedStyleSheets = t.map((e) => e instanceof CSSStyleSheet ? e : e.styleSheet);
	else for (let n of t) {
		let t = document.createElement("style"), r = l.litNonce;
		r !== void 0 && t.setAttribute("nonce", r), t.textContent = n.cssText, e.appendChild(t);
	}
}, te = u ? (e) => e : (e) => e instanceof CSSStyleSheet ? ((e) => {
	let t = "";
	for (let n of e.cssRules) t += n.cssText;
	return m(t);
})(e) : e, { is: ne, defineProperty: re, getOwnPropertyDescriptor: ie, getOwnPropertyNames: ae, getOwnPropertySymbols: oe, getPrototypeOf: se } = Object, g = globalThis, ce = g.trustedTypes, le = ce ? ce.emptyScript : "", ue = g.reactiveElementPolyfillSupport, _ = (e, t) => e, v = {
	toAttribute(e, t) {
		switch (t) {
			case Boolean:
				e = e ? le : null;
				break;
			case Object:
			case Array: e = e == null ? e : JSON.stringify(e);
		}
		return e;
	},
	fromAttribute(e, t) {
		let n = e;
		switch (t) {
			case Boolean:
				n = e !== null;
				break;
			case Number:
				n = e === null ? null : Number(e);
				break;
			case Object:
			case Array: try {
				n = JSON.parse(e);
			} catch {
				n = null;
			}
		}
		return n;
	}
}, de = (e, t) => !ne(e, t), fe = {
	attribute: !0,
	type: String,
	converter: v,
	reflect: !1,
	useDefault: !1,
	hasChanged: de
};
Symbol.metadata ??= Symbol("metadata"), g.litPropertyMetadata ??= /* @__PURE__ */ new WeakMap();
var y = class extends HTMLElement {
	static addInitializer(e) {
		this._$Ei(), (this.l ??= []).push(e);
	}
	static get observedAttributes() {
		return this.finalize(), this._$Eh && [...this._$Eh.keys()];
	}
	static createProperty(e, t = fe) {
		if (t.state && (t.attribute = !1), this._$Ei(), this.prototype.hasOwnProperty(e) && ((t = Object.create(t)).wrapped = !0), this.elementProperties.set(e, t), !t.noAccessor) {
			let n = Symbol(), r = this.getPropertyDescriptor(e, n, t);
			r !== void 0 && re(this.prototype, e, r);
		}
	}
	static getPropertyDescriptor(e, t, n) {
		let { get: r, set: i } = ie(this.prototype, e) ?? {
			get() {
				return this[t];
			},
			set(e) {
				this[t] = e;
			}
		};
		return {
			get: r,
			set(t) {
				let a = r?.call(this);
				i?.call(this, t), this.requestUpdate(e, a, n);
			},
			configurable: !0,
			enumerable: !0
		};
	}
	static getPropertyOptions(e) {
		return this.elementProperties.get(e) ?? fe;
	}
	static _$Ei() {
		if (this.hasOwnProperty(_("elementProperties"))) return;
		let e = se(this);
		e.finalize(), e.l !== void 0 && (this.l = [...e.l]), this.elementProperties = new Map(e.elementProperties);
	}
	static finalize() {
		if (this.hasOwnProperty(_("finalized"))) return;
		if (this.finalized = !0, this._$Ei(), this.hasOwnProperty(_("properties"))) {
			let e = this.properties, t = [...ae(e), ...oe(e)];
			for (let n of t) this.createProperty(n, e[n]);
		}
		let e = this[Symbol.metadata];
		if (e !== null) {
			let t = litPropertyMetadata.get(e);
			if (t !== void 0) for (let [e, n] of t) this.elementProperties.set(e, n);
		}
		this._$Eh = /* @__PURE__ */ new Map();
		for (let [e, t] of this.elementProperties) {
			let n = this._$Eu(e, t);
			n !== void 0 && this._$Eh.set(n, e);
		}
		this.elementStyles = this.finalizeStyles(this.styles);
	}
	static finalizeStyles(e) {
		let t = [];
		if (Array.isArray(e)) {
			let n = new Set(e.flat(1 / 0).reverse());
			for (let e of n) t.unshift(te(e));
		} else e !== void 0 && t.push(te(e));
		return t;
	}
	static _$Eu(e, t) {
		let n = t.attribute;
		return !1 === n ? void 0 : typeof n == "string" ? n : typeof e == "string" ? e.toLowerCase() : void 0;
	}
	constructor() {
		super(), this._$Ep = void 0, this.isUpdatePending = !1, this.hasUpdated = !1, this._$Em = null, this._$Ev();
	}
	_$Ev() {
		this._$ES = new Promise((e) => this.enableUpdating = e), this._$AL = /* @__PURE__ */ new Map(), this._$E_(), this.requestUpdate(), this.constructor.l?.forEach((e) => e(this));
	}
	addController(e) {
		(this._$EO ??= /* @__PURE__ */ new Set()).add(e), this.renderRoot !== void 0 && this.isConnected && e.hostConnected?.();
	}
	removeController(e) {
		this._$EO?.delete(e);
	}
	_$E_() {
		let e = /* @__PURE__ */ new Map(), t = this.constructor.elementProperties;
		for (let n of t.keys()) this.hasOwnProperty(n) && (e.set(n, this[n]), delete this[n]);
		e.size > 0 && (this._$Ep = e);
	}
	createRenderRoot() {
		let e = this.shadowRoot ?? this.attachShadow(this.constructor.shadowRootOptions);
		return ee(e, this.constructor.elementStyles), e;
	}
	connectedCallback() {
		this.renderRoot ??= this.createRenderRoot(), this.enableUpdating(!0), this._$EO?.forEach((e) => e.hostConnected?.());
	}
	enableUpdating(e) {}
	disconnectedCallback() {
		this._$EO?.forEach((e) => e.hostDisconnected?.());
	}
	attributeChangedCallback(e, t, n) {
		this._$AK(e, n);
	}
	_$ET(e, t) {
		let n = this.constructor.elementProperties.get(e), r = this.constructor._$Eu(e, n);
		if (r !== void 0 && !0 === n.reflect) {
			let i = (n.converter?.toAttribute === void 0 ? v : n.converter).toAttribute(t, n.type);
			this._$Em = e, i == null ? this.removeAttribute(r) : this.setAttribute(r, i), this._$Em = null;
		}
	}
	_$AK(e, t) {
		let n = this.constructor, r = n._$Eh.get(e);
		if (r !== void 0 && this._$Em !== r) {
			let e = n.getPropertyOptions(r), i = typeof e.converter == "function" ? { fromAttribute: e.converter } : e.converter?.fromAttribute === void 0 ? v : e.converter;
			this._$Em = r;
			let a = i.fromAttribute(t, e.type);
			this[r] = a ?? this._$Ej?.get(r) ?? a, this._$Em = null;
		}
	}
	requestUpdate(e, t, n, r = !1, i) {
		if (e !== void 0) {
			let a = this.constructor;
			if (!1 === r && (i = this[e]), n ??= a.getPropertyOptions(e), !((n.hasChanged ?? de)(i, t) || n.useDefault && n.reflect && i === this._$Ej?.get(e) && !this.hasAttribute(a._$Eu(e, n)))) return;
			this.C(e, t, n);
		}
		!1 === this.isUpdatePending && (this._$ES = this._$EP());
	}
	C(e, t, { useDefault: n, reflect: r, wrapped: i }, a) {
		n && !(this._$Ej ??= /* @__PURE__ */ new Map()).has(e) && (this._$Ej.set(e, a ?? t ?? this[e]), !0 !== i || a !== void 0) || (this._$AL.has(e) || (this.hasUpdated || n || (t = void 0), this._$AL.set(e, t)), !0 === r && this._$Em !== e && (this._$Eq ??= /* @__PURE__ */ new Set()).add(e));
	}
	async _$EP() {
		this.isUpdatePending = !0;
		try {
			await this._$ES;
		} catch (e) {
			Promise.reject(e);
		}
		let e = this.scheduleUpdate();
		return e != null && await e, !this.isUpdatePending;
	}
	scheduleUpdate() {
		return this.performUpdate();
	}
	performUpdate() {
		if (!this.isUpdatePending) return;
		if (!this.hasUpdated) {
			if (this.renderRoot ??= this.createRenderRoot(), this._$Ep) {
				for (let [e, t] of this._$Ep) this[e] = t;
				this._$Ep = void 0;
			}
			let e = this.constructor.elementProperties;
			if (e.size > 0) for (let [t, n] of e) {
				let { wrapped: e } = n, r = this[t];
				!0 !== e || this._$AL.has(t) || r === void 0 || this.C(t, void 0, n, r);
			}
		}
		let e = !1, t = this._$AL;
		try {
			e = this.shouldUpdate(t), e ? (this.willUpdate(t), this._$EO?.forEach((e) => e.hostUpdate?.()), this.update(t)) : this._$EM();
		} catch (t) {
			throw e = !1, this._$EM(), t;
		}
		e && this._$AE(t);
	}
	willUpdate(e) {}
	_$AE(e) {
		this._$EO?.forEach((e) => e.hostUpdated?.()), this.hasUpdated || (this.hasUpdated = !0, this.firstUpdated(e)), this.updated(e);
	}
	_$EM() {
		this._$AL = /* @__PURE__ */ new Map(), this.isUpdatePending = !1;
	}
	get updateComplete() {
		return this.getUpdateComplete();
	}
	getUpdateComplete() {
		return this._$ES;
	}
	shouldUpdate(e) {
		return !0;
	}
	update(e) {
		this._$Eq &&= this._$Eq.forEach((e) => this._$ET(e, this[e])), this._$EM();
	}
	updated(e) {}
	firstUpdated(e) {}
};
y.elementStyles = [], y.shadowRootOptions = { mode: "open" }, y[_("elementProperties")] = /* @__PURE__ */ new Map(), y[_("finalized")] = /* @__PURE__ */ new Map(), ue?.({ ReactiveElement: y }), (g.reactiveElementVersions ??= []).push("2.1.2");
// node_modules/lit-html/lit-html.js
var pe = globalThis, me = (e) => e, b = pe.trustedTypes, he = b ? b.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, ge = "$lit$", x = `lit$${Math.random().toFixed(9).slice(2)}$`, S = "?" + x, _e = `<${S}>`, C = document, w = () => C.createComment(""), T = (e) => e === null || typeof e != "object" && typeof e != "function", E = Array.isArray, ve = (e) => E(e) || typeof e?.[Symbol.iterator] == "function", D = "[ 	\n\f\r]", O = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, ye = /-->/g, be = />/g, k = RegExp(`>|${D}(?:([^\\s"'>=/]+)(${D}*=${D}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), xe = /'/g, Se = /"/g, Ce = /^(?:script|style|textarea|title)$/i, we = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), A = we(1), j = we(2), M = Symbol.for("lit-noChange"), N = Symbol.for("lit-nothing"), Te = /* @__PURE__ */ new WeakMap(), P = C.createTreeWalker(C, 129);
function Ee(e, t) {
	if (!E(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return he === void 0 ? t : he.createHTML(t);
}
var De = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = O;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === O ? c[1] === "!--" ? o = ye : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = k) : (Ce.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = k) : o = be : o === k ? c[0] === ">" ? (o = i ?? O, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? k : c[3] === "\"" ? Se : xe) : o === Se || o === xe ? o = k : o === ye || o === be ? o = O : (o = k, i = void 0);
		let d = o === k && e[t + 1].startsWith("/>") ? " " : "";
		a += o === O ? n + _e : l >= 0 ? (r.push(s), n.slice(0, l) + ge + n.slice(l) + x + d) : n + x + (l === -2 ? t : d);
	}
	return [Ee(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, F = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = De(t, n);
		if (this.el = e.createElement(l, r), P.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = P.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(ge)) {
					let t = u[o++], n = i.getAttribute(e).split(x), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? ke : r[1] === "?" ? Ae : r[1] === "@" ? je : R
					}), i.removeAttribute(e);
				} else e.startsWith(x) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (Ce.test(i.tagName)) {
					let e = i.textContent.split(x), t = e.length - 1;
					if (t > 0) {
						i.textContent = b ? b.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], w()), P.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], w());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === S) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(x, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += x.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = C.createElement("template");
		return n.innerHTML = e, n;
	}
};
function I(e, t, n = e, r) {
	if (t === M) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = T(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = I(e, i._$AS(e, t.values), i, r)), t;
}
var Oe = class {
	constructor(e, t) {
		this._$AV = [], this._$AN = void 0, this._$AD = e, this._$AM = t;
	}
	get parentNode() {
		return this._$AM.parentNode;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	u(e) {
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? C).importNode(t, !0);
		P.currentNode = r;
		let i = P.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new L(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Me(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = P.nextNode(), a++);
		}
		return P.currentNode = C, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, L = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = N, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
	}
	get parentNode() {
		let e = this._$AA.parentNode, t = this._$AM;
		return t !== void 0 && e?.nodeType === 11 && (e = t.parentNode), e;
	}
	get startNode() {
		return this._$AA;
	}
	get endNode() {
		return this._$AB;
	}
	_$AI(e, t = this) {
		e = I(this, e, t), T(e) ? e === N || e == null || e === "" ? (this._$AH !== N && this._$AR(), this._$AH = N) : e !== this._$AH && e !== M && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? ve(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== N && T(this._$AH) ? this._$AA.nextSibling.data = e : this.T(C.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = F.createElement(Ee(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new Oe(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = Te.get(e.strings);
		return t === void 0 && Te.set(e.strings, t = new F(e)), t;
	}
	k(t) {
		E(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(w()), this.O(w()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = me(e).nextSibling;
			me(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, R = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = N, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = N;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = I(this, e, t, 0), a = !T(e) || e !== this._$AH && e !== M, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = I(this, r[n + o], t, o), s === M && (s = this._$AH[o]), a ||= !T(s) || s !== this._$AH[o], s === N ? e = N : e !== N && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === N ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, ke = class extends R {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === N ? void 0 : e;
	}
}, Ae = class extends R {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== N);
	}
}, je = class extends R {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = I(this, e, t, 0) ?? N) === M) return;
		let n = this._$AH, r = e === N && n !== N || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== N && (n === N || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Me = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		I(this, e);
	}
}, Ne = {
	M: ge,
	P: x,
	A: S,
	C: 1,
	L: De,
	R: Oe,
	D: ve,
	V: I,
	I: L,
	H: R,
	N: Ae,
	U: je,
	B: ke,
	F: Me
}, Pe = pe.litHtmlPolyfillSupport;
Pe?.(F, L), (pe.litHtmlVersions ??= []).push("3.3.3");
var Fe = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new L(t.insertBefore(w(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, z = globalThis, B = class extends y {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Fe(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return M;
	}
};
B._$litElement$ = !0, B.finalized = !0, z.litElementHydrateSupport?.({ LitElement: B });
var Ie = z.litElementPolyfillSupport;
Ie?.({ LitElement: B }), (z.litElementVersions ??= []).push("4.2.2");
// node_modules/lit-html/directive.js
var Le = {
	ATTRIBUTE: 1,
	CHILD: 2,
	PROPERTY: 3,
	BOOLEAN_ATTRIBUTE: 4,
	EVENT: 5,
	ELEMENT: 6
}, Re = (e) => (...t) => ({
	_$litDirective$: e,
	values: t
}), ze = class {
	constructor(e) {}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AT(e, t, n) {
		this._$Ct = e, this._$AM = t, this._$Ci = n;
	}
	_$AS(e, t) {
		return this.update(e, t);
	}
	update(e, t) {
		return this.render(...t);
	}
}, { I: Be } = Ne, Ve = (e) => e, He = () => document.createComment(""), V = (e, t, n) => {
	let r = e._$AA.parentNode, i = t === void 0 ? e._$AB : t._$AA;
	if (n === void 0) n = new Be(r.insertBefore(He(), i), r.insertBefore(He(), i), e, e.options);
	else {
		let t = n._$AB.nextSibling, a = n._$AM, o = a !== e;
		if (o) {
			let t;
			n._$AQ?.(e), n._$AM = e, n._$AP !== void 0 && (t = e._$AU) !== a._$AU && n._$AP(t);
		}
		if (t !== i || o) {
			let e = n._$AA;
			for (; e !== t;) {
				let t = Ve(e).nextSibling;
				Ve(r).insertBefore(e, i), e = t;
			}
		}
	}
	return n;
}, H = (e, t, n = e) => (e._$AI(t, n), e), Ue = {}, We = (e, t = Ue) => e._$AH = t, Ge = (e) => e._$AH, U = (e) => {
	e._$AR(), e._$AA.remove();
}, Ke = (e, t, n) => {
	let r = /* @__PURE__ */ new Map();
	for (let i = t; i <= n; i++) r.set(e[i], i);
	return r;
}, qe = Re(class extends ze {
	constructor(e) {
		if (super(e), e.type !== Le.CHILD) throw Error("repeat() can only be used in text expressions");
	}
	dt(e, t, n) {
		let r;
		n === void 0 ? n = t : t !== void 0 && (r = t);
		let i = [], a = [], o = 0;
		for (let t of e) i[o] = r ? r(t, o) : o, a[o] = n(t, o), o++;
		return {
			values: a,
			keys: i
		};
	}
	render(e, t, n) {
		return this.dt(e, t, n).values;
	}
	update(e, [t, n, r]) {
		let i = Ge(e), { values: a, keys: o } = this.dt(t, n, r);
		if (!Array.isArray(i)) return this.ut = o, a;
		let s = this.ut ??= [], c = [], l, u, d = 0, f = i.length - 1, p = 0, m = a.length - 1;
		for (; d <= f && p <= m;) if (i[d] === null) d++;
		else if (i[f] === null) f--;
		else if (s[d] === o[p]) c[p] = H(i[d], a[p]), d++, p++;
		else if (s[f] === o[m]) c[m] = H(i[f], a[m]), f--, m--;
		else if (s[d] === o[m]) c[m] = H(i[d], a[m]), V(e, c[m + 1], i[d]), d++, m--;
		else if (s[f] === o[p]) c[p] = H(i[f], a[p]), V(e, i[d], i[f]), f--, p++;
		else if (l === void 0 && (l = Ke(o, p, m), u = Ke(s, d, f)), l.has(s[d])) {
			if (l.has(s[f])) {
				let t = u.get(o[p]), n = t === void 0 ? null : i[t];
				if (n === null) {
					let t = V(e, i[d]);
					H(t, a[p]), c[p] = t;
				} else c[p] = H(n, a[p]), V(e, i[d], n), i[t] = null;
				p++;
			} else U(i[f]), f--;
		} else U(i[d]), d++;
		for (; p <= m;) {
			let t = V(e, c[m + 1]);
			H(t, a[p]), c[p++] = t;
		}
		for (; d <= f;) {
			let e = i[d++];
			e !== null && U(e);
		}
		return this.ut = o, We(e, c), M;
	}
}), Je = 0, Ye = (e) => {
	Je = e - Date.now();
}, W = () => Date.now() + Je, Xe = (e, t = 0) => new Intl.NumberFormat(o(), { maximumFractionDigits: t }).format(e), G = (e) => new Intl.NumberFormat(o(), {
	style: "percent",
	maximumFractionDigits: 0
}).format(e), K = (e, t) => new Intl.NumberFormat(o(), {
	style: "unit",
	unit: t,
	unitDisplay: "short"
}).format(e), q = (e) => {
	let t = Math.max(0, Math.floor(e / 1e3));
	return t < 60 ? K(t, "second") : t < 3600 ? K(Math.floor(t / 60), "minute") : t < 86400 ? K(Math.floor(t / 3600), "hour") : K(Math.floor(t / 86400), "day");
}, J = (e) => {
	let t = Math.max(0, Math.floor((W() - e) / 1e3)), n = new Intl.RelativeTimeFormat(o(), {
		numeric: "auto",
		style: "long"
	});
	return t < 10 ? n.format(0, "second") : t < 60 ? n.format(-t, "second") : t < 3600 ? n.format(-Math.floor(t / 60), "minute") : t < 86400 ? n.format(-Math.floor(t / 3600), "hour") : n.format(-Math.floor(t / 86400), "day");
}, Y = (e) => new Intl.DateTimeFormat(o(), {
	dateStyle: "medium",
	timeStyle: "short"
}).format(e), Ze = (e) => new Intl.DateTimeFormat(o(), { timeStyle: "medium" }).format(e), Qe = (e) => e === null ? s("request.nothing") : typeof e == "string" ? e : typeof e == "number" ? Xe(e, 2) : JSON.stringify(e), $e = (e) => e.slice(0, 8), et = (e) => e.state === "requested" || e.state === "presented", tt = (e) => e.approvals.filter(et).toSorted((e, t) => e.requestedAtMs - t.requestedAtMs), nt = 6e5, rt = (e, t) => [...it(e), ...e.runs.filter((e) => e.endedAtMs !== void 0 && t - e.endedAtMs < nt).toSorted((e, t) => (t.endedAtMs ?? 0) - (e.endedAtMs ?? 0))], it = (e) => e.runs.filter((e) => e.state === "running").toSorted((e, t) => e.startedAtMs - t.startedAtMs), X = [h`
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
`, h`
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
`], at = h`
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
`, ot = (e) => {
	let t = new Set(e.map((e) => e.ref)).size > 1;
	return A`<dl class="differences">
    ${e.map(({ name: e, field: n, before: r, after: i }) => A`<dt>${t ? `${e}: ` : ""}${n}</dt>
        <dd>
          <span class="unseen">${s("request.before")}</span><del>${Qe(r)}</del>
          <span aria-hidden="true">→</span>
          <span class="unseen">${s("request.after")}</span><ins>${Qe(i)}</ins>
        </dd>`)}
  </dl>`;
}, st = {
	ok: j`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,
	warning: j`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.2"/>`,
	error: j`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`,
	unknown: j`<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>`,
	node: j`<rect x="3.5" y="4.5" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13" width="17" height="6.5" rx="1.5"/><path d="M7 7.75h.1M7 16.25h.1M11 7.75h6M11 16.25h6"/>`,
	vm: j`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16.5V20"/>`,
	container: j`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z"/><path d="m4.2 7.6 7.8 4.4 7.8-4.4M12 12v9"/>`,
	pool: j`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"/><path d="M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,
	storage: j`<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,
	disk: j`<rect x="4" y="3.5" width="16" height="17" rx="2"/><circle cx="12" cy="10.5" r="4"/><path d="M12 10.5 14.5 14M7.5 17.5h.1"/>`,
	backup: j`<path d="M4 4.5h16v4H4ZM5.5 8.5v11h13v-11"/><path d="M12 11.5v5m-2-2 2 2 2-2"/>`,
	overview: j`<path d="M4 11.2 12 4l8 7.2"/><path d="M6 9.8V20h12V9.8"/><path d="M8.5 15h2l1.2-2.4 1.6 4 1-1.6h1.2"/>`,
	chat: j`<path d="M4 5.5h16v11h-9L6.5 20v-3.5H4Z"/><path d="M8 9.5h8M8 12.8h5"/>`,
	history: j`<path d="M4.2 13A8 8 0 1 0 6 6.8L3.8 9"/><path d="M3.8 4.8V9H8M12 8v4.3l3 1.9"/>`,
	send: j`<path d="M12 20V5M6 11l6-6 6 6"/>`,
	stop: j`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`,
	search: j`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
	chevron: j`<path d="m9 6 6 6-6 6"/>`,
	pause: j`<path d="M9 6v12M15 6v12"/>`,
	undo: j`<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9h9a5.5 5.5 0 0 1 0 11H9"/>`,
	people: j`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2a6.3 6.3 0 0 1 3.7 5.3"/>`,
	shield: j`<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.5C7.8 19 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.3 10"/>`,
	clock: j`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,
	waiting: j`<circle cx="12" cy="12" r="9"/><path d="M8 12h.1M12 12h.1M16 12h.1"/>`,
	working: j`<path d="M21 12a9 9 0 1 1-9-9"/>`,
	connection: j`<path d="m3 3 18 18M5 12.5a10 10 0 0 1 4.5-2.6M2 9a14.5 14.5 0 0 1 4.6-3M12.5 5a14.5 14.5 0 0 1 9.5 4M15.5 10.3A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 7 0M12 19.5h.1"/>`,
	open: j`<path d="M10 5H5.5v13.5H19V14M13.5 4.5h6v6M19 5l-8 8"/>`
}, Z = (e, t = "") => A`<svg class="icon ${t}" viewBox="0 0 24 24" aria-hidden="true">${st[e]}</svg>`, ct = (e) => Z(e, e), lt = h`
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
`, Q = class {
	#e;
	#t;
	#n;
	constructor(e, t) {
		this.#e = e, this.#t = t, e.addController(this);
	}
	hostConnected() {
		this.#n = setInterval(() => this.#e.requestUpdate(), this.#t);
	}
	hostDisconnected() {
		clearInterval(this.#n);
	}
}, ut = {
	read: {
		classes: "ok",
		icon: "search"
	},
	reversible: {
		classes: "ok",
		icon: "undo"
	},
	disruptive: {
		classes: "warning",
		icon: "pause"
	},
	destructive: {
		classes: "error",
		icon: "warning"
	}
}, dt = 400;
e("steward-approval", class extends B {
	static properties = {
		approval: { attribute: !1 },
		decide: { attribute: !1 },
		compact: { type: Boolean },
		embedded: { type: Boolean },
		person: { attribute: !1 },
		sending: { state: !0 },
		failure: { state: !0 }
	};
	static styles = [
		X,
		at,
		lt
	];
	#e = performance.now();
	constructor() {
		super(), this.compact = !1, this.embedded = !1, new Q(this, 1e3);
	}
	focus(e) {
		this.renderRoot.querySelector("article")?.focus(e);
	}
	render() {
		let { approval: e } = this;
		return A`<article class=${this.embedded ? "" : "card"} aria-label=${e.title} tabindex="-1">
      <header>
        <div class="row">${this.#t()}${this.#n()}</div>
        ${this.embedded ? N : A`<h3>${e.title}</h3>`}
        <p class="asked soft small">
          ${s("request.asked", { name: e.requestedBy })}
          <q>${e.requestText}</q>
          <span title=${Y(e.requestedAtMs)}>${J(e.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact ? N : this.#r()} ${this.#a()}
      ${this.decide !== void 0 && et(e) ? this.#o() : N}
    </article>`;
	}
	#t() {
		let e = ut[this.approval.risk];
		return A`<span class="tag ${e.classes}">
      ${Z(e.icon)}${s(`risk.${this.approval.risk}`)}
    </span>`;
	}
	#n() {
		let { approval: e } = this;
		if (!et(e)) return A`<span class="small soft">${s(`state.${e.state}`)}</span>`;
		let t = e.expiresAtMs - W();
		return A`<span class="small soft number" title=${Y(e.expiresAtMs)}>
      ${Z("clock")}
      ${t > 0 ? s("request.expires", { time: q(t) }) : s("request.expired")}
    </span>`;
	}
	#r() {
		let { title: e, steps: t, affected: n, riskReasons: r, planDigest: i } = this.approval;
		return A`<div class="plan">
        <ol class="steps">
          ${t.map((n) => A`<li>
              ${t.length === 1 && n.title === e ? N : A`<p class="step">
                      <span>${n.title}</span>
                      <span class="soft small number">${this.#i(n.expectedDurationMs)}</span>
                    </p>`}
              ${n.differences.length === 0 ? N : ot(n.differences)}
              <p class="note">
                ${Z("pause")}
                <span>
                  ${n.interruption === null ? s("request.stopsNothing") : A`<strong>${s("request.stops")}</strong> ${n.interruption}`}
                </span>
              </p>
              <p class="note">
                ${Z("undo")}
                <span>
                  ${n.undo === null ? s("request.noUndo") : A`<strong>${s("request.undo")}</strong> ${n.undo}`}
                </span>
              </p>
            </li>`)}
        </ol>
        ${n.length === 0 ? N : A`<p class="note">
                ${Z("people")}
                <span><strong>${s("request.affected")}</strong> ${n.join(", ")}</span>
              </p>`}
      </div>
      <footer class="small soft">
        ${r.length === 0 ? N : A`<details>
                <summary>${Z("chevron")}${s("request.why")}</summary>
                <ul class="reasons">
                  ${r.map((e) => A`<li>${e}</li>`)}
                </ul>
              </details>`}
        <span class="number">
          ${Z("clock")}${this.#i(t.reduce((e, t) => e + t.expectedDurationMs, 0))}
        </span>
        <span class="digest" title=${s("request.digestTitle", { digest: i })}>
          ${Z("shield")}${s("request.digest")} <span class="mono">${$e(i)}</span>
        </span>
      </footer>`;
	}
	#i(e) {
		return s("request.takes", { time: q(e) });
	}
	#a() {
		let { decision: e, endedBecause: t, differences: n, state: r } = this.approval;
		if (e === void 0 && t === void 0) return N;
		let i = e === void 0 ? void 0 : s("state.by", {
			state: s(r === "denied" ? "state.denied" : "state.approved"),
			name: e.name,
			when: J(e.atMs)
		});
		return A`<section class="end">
      ${i === void 0 ? N : A`<p>${i}</p>`}
      ${t === void 0 ? N : A`<p>${t}</p>`}
      ${n === void 0 || n.length === 0 ? N : A`<p class="small soft">${s("request.changed")}</p>
            ${ot(n)}`}
    </section>`;
	}
	#o() {
		let { needsStepUp: e, risk: t, requestedBy: n } = this.approval, r = this.sending !== void 0;
		return A`<form @submit=${(e) => this.#s(e)}>
      ${e ? A`<label class="pin">
              <span class="small">${s("request.pinHint")}</span>
              <input
                class="field"
                name="pin"
                type="password"
                inputmode="numeric"
                autocomplete="off"
                maxlength="64"
                placeholder=${s("request.pin")}
                aria-label=${s("request.pin")}
                ?disabled=${r}
              />
            </label>` : N}
      <p class="failure" role="alert">${this.failure ?? N}</p>
      <div class="answers">
        <button
          class="button filled ${t === "destructive" ? "danger" : ""}"
          type="submit"
          ?disabled=${r}
        >
          ${this.sending === "approve" ? s("request.sending") : s("request.approve")}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
        <button class="button outlined" type="button" ?disabled=${r} @click=${() => this.#c("deny")}>
          ${this.sending === "deny" ? s("request.sending") : s("request.deny")}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${this.person === n ? A`<button
              class="button plain take-back"
              type="button"
              ?disabled=${r}
              @click=${() => this.#c("take-back")}
            >
              ${this.sending === "take-back" ? s("request.sending") : s("request.takeBack")}
            </button>` : N}
    </form>`;
	}
	#s(e) {
		e.preventDefault();
		let t = this.renderRoot.querySelector("input[name=\"pin\"]");
		if (t === null) this.#c("approve");
		else if (t.value === "") this.failure = s("request.pinMissing"), t.focus();
		else {
			let e = t.value;
			t.value = "", this.#c("approve", e);
		}
	}
	async #c(e, t) {
		if (this.decide === void 0 || this.sending !== void 0 || performance.now() - this.#e < dt) return;
		this.sending = e, this.failure = void 0;
		let n = await this.decide(this.approval, e, t);
		this.sending = void 0, n.ok || (this.failure = n.message);
	}
}), e("steward-banners", class extends B {
	static properties = {
		overview: { attribute: !1 },
		connection: { attribute: !1 },
		receivedAtMs: { attribute: !1 },
		demo: { type: Boolean }
	};
	static styles = [X, h`
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
    `];
	constructor() {
		super(), this.connection = "connecting", this.demo = !1, new Q(this, 15e3);
	}
	render() {
		let e = this.#e(), t = (this.overview?.systems ?? []).filter((e) => !e.isReachable), n = this.demo && this.overview?.isDemo === !0;
		return this.toggleAttribute("filled", e !== N || t.length > 0 || n), A`<div role="status">${e}</div>
      ${t.map((e) => this.#t(e))}
      ${n ? this.#n("", "container", s("app.demo"), s("app.demoDetail")) : N}`;
	}
	#e() {
		return this.connection === "disconnected" ? this.#n("lost", "connection", s("connection.none")) : this.connection === "lost" ? this.receivedAtMs === void 0 ? this.#n("lost", "connection", s("connection.never")) : this.#n("lost", "connection", s("connection.lost"), s("connection.lostDetail", { time: Ze(this.receivedAtMs) })) : N;
	}
	#t({ system: e, readAtMs: t, error: n }) {
		let r = t === void 0 ? s("connection.neverRead", { system: e }) : s("connection.stale", {
			system: e,
			age: q(W() - t)
		});
		return this.#n("stale", "warning", r, n);
	}
	#n(e, t, n, r) {
		return A`<div class="banner ${e}">
      ${Z(t)}
      <p><strong>${n}</strong> ${r ?? N}</p>
    </div>`;
	}
}), e("steward-problems", class extends B {
	static properties = { problems: { attribute: !1 } };
	static styles = [X, h`
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
    `];
	render() {
		let e = [
			"error",
			"warning",
			"unknown"
		];
		return A`<ul class="card">
      ${this.problems.toSorted((t, n) => e.indexOf(t.severity) - e.indexOf(n.severity) || t.name.localeCompare(n.name)).map(({ name: e, severity: t, text: n }) => A`<li>
          ${ct(t)}
          <div>
            <strong>${e}</strong> <span class="unseen">${s(`problems.${t}`)}:</span>
            <p class="soft small">${n}</p>
          </div>
        </li>`)}
    </ul>`;
	}
});
// cards/src/components/bar.ts
var ft = (e, t, n = "ok") => {
	let r = Math.round(Math.min(1, Math.max(0, e)) * 100);
	return A`<svg
    class="bar ${n}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="meter"
    aria-label=${t}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${r}
    aria-valuetext=${G(e)}
  >
    <rect width=${r} height="6"></rect>
  </svg>`;
}, pt = {
	waiting: {
		icon: "waiting",
		classes: "unknown"
	},
	observing: {
		icon: "working",
		classes: "busy"
	},
	applying: {
		icon: "working",
		classes: "busy"
	},
	verifying: {
		icon: "working",
		classes: "busy"
	},
	done: {
		icon: "ok",
		classes: "ok"
	},
	failed: {
		icon: "error",
		classes: "error"
	},
	unknown: {
		icon: "unknown",
		classes: "warning"
	}
}, mt = {
	running: "accent",
	succeeded: "ok",
	failed: "error",
	unknown: "warning",
	invalidated: "warning",
	cancelled: "unknown"
};
e("steward-run", class extends B {
	static properties = {
		run: { attribute: !1 },
		compact: { type: Boolean },
		embedded: { type: Boolean }
	};
	static styles = [X, h`
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
    `];
	constructor() {
		super(), this.compact = !1, this.embedded = !1, new Q(this, 1e3);
	}
	render() {
		let { run: e } = this, t = e.state === "running";
		return A`<article class=${this.embedded ? "" : "card"} aria-label=${e.title}>
      ${this.embedded ? N : A`<header>
              <h3>${e.title}</h3>
              ${t ? N : A`<span class="tag ${mt[e.state]}">${s(`run.${e.state}`)}</span>`}
            </header>`}
      ${t ? A`<div class="progress">
              ${ft(e.progressPercent / 100, s("run.progress", { title: e.title }))}
              <span class="small soft number">
                ${G(e.progressPercent / 100)} · ${q(W() - e.startedAtMs)}
              </span>
            </div>` : N}
      ${e.result === void 0 ? N : A`<p class="result">${e.result}</p>`}
      ${this.compact || this.#e() && e.result !== void 0 ? N : A`<ol class="steps">${e.steps.map((e) => this.#t(e))}</ol>`}
      ${this.#n()}
    </article>`;
	}
	#e() {
		let { steps: e, title: t } = this.run;
		return e.length === 1 && e[0]?.title === t;
	}
	#t({ title: e, state: t, startedAtMs: n, endedAtMs: r, detail: i }) {
		let a = pt[t], o = this.#e(), c = n === void 0 ? void 0 : (r ?? W()) - n;
		return A`<li>
      <span class=${a.classes}>
        ${Z(a.icon)}${o ? N : A`<span class="unseen">${s(`step.${t}`)}</span>`}
      </span>
      <span>${o ? s(`step.${t}`) : e}</span>
      <span class="small soft number">${c === void 0 ? N : q(c)}</span>
      ${i === void 0 || i === this.run.result ? N : A`<span class="detail small soft">${i}</span>`}
    </li>`;
	}
	#n() {
		let { issue: e, commit: t, startedAtMs: n, endedAtMs: r } = this.run;
		return e === void 0 && t === void 0 && r === void 0 ? N : A`<p class="records small soft">
      ${r === void 0 ? N : A`<span>
              ${Y(n)}, ${s("run.took", { time: q(r - n) })}
            </span>`}
      ${e === void 0 ? N : A`<span>${s("run.issue", { number: e })}</span>`}
      ${t === void 0 ? N : A`<span title=${t}>${s("run.commit", { hash: $e(t) })}</span>`}
    </p>`;
	}
});
// cards/src/model/at-a-glance.ts
var ht = ({ status: e }) => e !== "running", gt = [
	"ok",
	"unknown",
	"warning",
	"error"
], _t = (e) => e.reduce((e, { health: t }) => gt.indexOf(t) > gt.indexOf(e) ? t : e, e.length === 0 ? "unknown" : "ok"), vt = ({ nodes: e, guests: t, pools: n }) => {
	let r = n.toSorted((e, t) => t.usedBytes / t.totalBytes - e.usedBytes / e.totalBytes)[0], i = t.flatMap(({ name: e, lastBackupAtMs: t }) => t === void 0 ? [] : [{
		name: e,
		atMs: t
	}]).toSorted((e, t) => (e.atMs ?? 0) - (t.atMs ?? 0));
	return {
		nodes: {
			part: e.filter((e) => e.status === "online").length,
			whole: e.length,
			health: _t(e)
		},
		guests: {
			part: t.filter((e) => e.status === "running").length,
			whole: t.length,
			health: t.length === 0 ? "unknown" : _t([{ health: "ok" }, ...t.filter(ht)])
		},
		fullestPool: r === void 0 ? void 0 : {
			name: r.name,
			share: r.totalBytes === 0 ? 0 : r.usedBytes / r.totalBytes,
			health: r.health
		},
		oldestBackup: i[0]
	};
};
e("steward-summary", class extends B {
	static properties = {
		overview: { attribute: !1 },
		compact: { type: Boolean }
	};
	static styles = [X, h`
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
    `];
	constructor() {
		super(), this.compact = !1, new Q(this, 3e4);
	}
	render() {
		let { summary: e, health: t } = this.overview;
		return A`<section class=${this.compact ? "compact" : ""} aria-label=${s("summary.title")}>
      <div class="state">
        ${ct(t)}
        <div>
          <span class="small ${t}">${s(`health.${t}`)}</span>
          <h2>${e}</h2>
        </div>
      </div>
      ${this.compact ? N : this.#e()}
    </section>`;
	}
	#e() {
		let { nodes: e, guests: t, fullestPool: n, oldestBackup: r } = vt(this.overview.inventory), i = r === void 0 ? s("summary.unknown") : r.atMs === null ? s("summary.noBackup") : J(r.atMs);
		return A`<dl>
      ${this.#t("node", s("summary.nodes"), s("summary.of", e), e.health)}
      ${this.#t("container", s("summary.guests"), s("summary.of", t), t.health)}
      ${this.#t("pool", s("summary.pool"), n === void 0 ? s("summary.none") : G(n.share), n?.health ?? "unknown", n?.name)}
      ${this.#t("backup", s("summary.backup"), i, r === void 0 ? "unknown" : r.atMs === null ? "warning" : "ok", r?.name)}
    </dl>`;
	}
	#t(e, t, n, r, i) {
		let a = r === "ok" ? "" : r;
		return A`<div>
      <dt>${Z(e)}${t}</dt>
      <dd class=${a}>${n}</dd>
      ${i === void 0 ? N : A`<dd class="name soft">${i}</dd>`}
    </div>`;
	}
});
// cards/src/components/empty.ts
var yt = (e, t, n, r = "") => A`<div class="empty ${r}">
    ${Z(e)}
    <strong>${t}</strong>
    ${n === void 0 ? N : A`<p>${n}</p>`}
  </div>`, bt = (e) => typeof e == "object" && !!e && "generatedAtMs" in e && "inventory" in e, xt = (e) => ({ open: (t) => {
	let n = !0, r, i, a = async () => {
		try {
			let i = await e.subscribeMessage((e) => {
				bt(e) ? (t.connection("connected"), t.overview(e)) : t.connection("disconnected");
			}, { type: "homelab_steward/overview/subscribe" });
			n ? r = i : i();
		} catch {
			if (!n) return;
			t.connection("absent"), i = setTimeout(() => void a(), 1e4);
		}
	}, o = () => t.connection("lost");
	return e.addEventListener("disconnected", o), t.connection("connecting"), a(), () => {
		n = !1, clearTimeout(i), e.removeEventListener("disconnected", o), r?.().catch(() => {});
	};
} }), St = h`
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
`, Ct = () => ({
	schema: [
		{
			name: "title",
			selector: { text: {} }
		},
		{
			name: "show_runs",
			default: !0,
			selector: { boolean: {} }
		},
		{
			name: "show_problems",
			default: !0,
			selector: { boolean: {} }
		},
		{
			name: "panel_path",
			selector: { text: {} }
		}
	],
	computeLabel: ({ name: e }) => s(e === "title" ? "card.configTitle" : e === "show_runs" ? "card.configRuns" : e === "show_problems" ? "card.configProblems" : "card.configPath")
}), wt = (e) => {
	if (typeof e != "object" || !e) throw Error("The card’s configuration is missing.");
	if (e.panel_path !== void 0 && !/^\/(?!\/)[\w/-]*$/.test(e.panel_path)) throw Error("panel_path: a path in Home Assistant is expected, which begins with a single /.");
	return e;
}, Tt = (e, t) => {
	if (t !== void 0 && t !== "") return t;
	let n = Object.keys(e).find((e) => /(^|_)homelab[_-]steward$/.test(e));
	return n === void 0 ? void 0 : `/${n}`;
}, $ = 3;
e("homelab-steward-card", class extends B {
	static properties = {
		hass: { attribute: !1 },
		config: { state: !0 },
		overview: { state: !0 },
		connection: { state: !0 }
	};
	static styles = [
		St,
		X,
		h`
      ha-card {
        display: grid;
        gap: var(--st-4);
        padding: var(--st-4);
        height: 100%;
        align-content: start;
      }
      section {
        display: grid;
        gap: var(--st-3);
      }
      h2 {
        font-size: var(--st-size-body);
      }
      .name {
        font-size: var(--st-size-small);
        font-weight: 500;
        color: var(--st-text-soft);
      }
      .open {
        justify-self: start;
        margin-left: calc(-1 * var(--st-2));
      }
    `
	];
	static getConfigForm = Ct;
	static getStubConfig() {
		return {};
	}
	#e;
	#t;
	constructor() {
		super(), this.connection = "connecting";
	}
	setConfig(e) {
		this.config = wt(e);
	}
	getCardSize() {
		let e = this.overview === void 0 ? 0 : tt(this.overview).length;
		return 3 + 2 * Math.min(e, $);
	}
	getGridOptions() {
		return {
			columns: 12,
			min_columns: 6,
			rows: "auto"
		};
	}
	willUpdate() {
		this.hass !== void 0 && (a(this.hass.language), this.style.colorScheme = this.hass.themes?.darkMode === !0 ? "dark" : "light", this.isConnected && this.#e === void 0 && this.#n(this.hass));
	}
	connectedCallback() {
		super.connectedCallback(), this.requestUpdate();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this.#e?.(), this.#e = void 0;
	}
	#n(e) {
		this.#e = xt(e.connection).open({
			overview: (e) => {
				Ye(e.generatedAtMs), this.#t = Date.now(), this.overview = e;
			},
			connection: (e) => {
				this.connection = e;
			}
		});
	}
	render() {
		return this.config === void 0 ? N : A`<ha-card>
      ${this.config.title === void 0 ? N : A`<p class="name">${this.config.title}</p>`}
      ${this.connection === "absent" ? this.#r() : this.#i()}
    </ha-card>`;
	}
	#r() {
		return A`<div role="status">
      ${yt("connection", s("card.notSetUp"), s("card.notSetUpDetail"))}
    </div>`;
	}
	#i() {
		let { overview: e } = this;
		return A`<steward-banners
        demo
        .overview=${e}
        .connection=${this.connection}
        .receivedAtMs=${this.#t}
      ></steward-banners>
      ${e === void 0 ? this.#a() : this.#o(e)} ${this.#s()}`;
	}
	#a() {
		return this.connection === "connecting" ? A`<p class="soft" role="status">${s("app.loading")}</p>` : N;
	}
	#o(e) {
		let t = tt(e), n = this.config?.show_runs === !1 ? [] : rt(e, W()), r = this.config?.show_problems === !1 ? [] : e.problems;
		return A`<steward-summary .overview=${e} compact></steward-summary>
      ${t.length === 0 ? N : A`<section aria-labelledby="requests">
              <h2 id="requests">${s("requests.title")}</h2>
              ${qe(t.slice(0, $), (e) => e.id, (e) => A`<steward-approval .approval=${e} compact></steward-approval>`)}
              ${t.length > $ ? A`<p class="soft small">${c("card.moreWaiting", t.length - $)}</p>` : N}
            </section>`}
      ${n.length === 0 ? N : A`<section aria-labelledby="runs">
              <h2 id="runs">${s(n[0]?.state === "running" ? "runs.title" : "runs.ended")}</h2>
              ${qe(n, (e) => e.id, (e) => A`<steward-run .run=${e} compact></steward-run>`)}
            </section>`}
      ${r.length === 0 ? N : A`<section aria-labelledby="problems">
              <h2 id="problems">${s("problems.title")}</h2>
              <steward-problems flat .problems=${r}></steward-problems>
            </section>`}`;
	}
	#s() {
		let e = this.overview !== void 0 && tt(this.overview).length > 0, t = Tt(this.hass?.panels ?? {}, this.config?.panel_path);
		return t === void 0 ? e ? A`<p class="soft small">${s("request.reviewHint")}</p>` : N : A`<a
      class="button plain open"
      href=${t}
      @click=${(e) => this.#c(e, t)}
    >
      ${s(e ? "request.review" : "card.open")}${Z("open")}
    </a>`;
	}
	#c(e, t) {
		e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0 || (e.preventDefault(), history.pushState(null, "", t), window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: !1 } })));
	}
}), window.customCards ??= [], window.customCards.some((e) => e.type === "homelab-steward-card") || window.customCards.push({
	type: "homelab-steward-card",
	name: s("card.name"),
	description: s("card.description"),
	preview: !0
});
