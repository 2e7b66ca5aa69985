/// The page's style sheet: light, dark and print.
enum HTMLStyle {
  /// The source, the same in every report.
  static let source = """
    :root{color-scheme:light dark;--serif:\(DesignTokens.serif);--sans:\(DesignTokens.sans);--mono:\(DesignTokens.mono);\
    \(DesignTokens.properties(dark: false))}
    @media (prefers-color-scheme:dark){:root{\(DesignTokens.properties(dark: true))}}
    *{box-sizing:border-box}
    html{background:var(--page);color:var(--ink);font:18px/1.58 var(--serif);-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;padding:0 1.25rem}
    main,header.title,footer,nav.contents{max-width:44rem;margin:0 auto}
    header.title{padding-top:4.5rem}main{margin-top:2.4rem}header.title .notice{margin:1.1rem 0 0}
    h1,h2,h3,h4,h5,h6{font-weight:600;line-height:1.22;text-wrap:balance}
    h1{font-size:2.2rem;letter-spacing:-.012em;margin:0 0 .5rem}
    .subtitle{font-size:1.2rem;line-height:1.4;color:var(--soft);margin:0 0 1.4rem;font-style:italic}
    .facts{font:.83rem/1.5 var(--sans);display:grid;grid-template-columns:max-content 1fr;gap:.12rem 1.3rem;margin:0;padding:.8rem 0;\
    border-top:2px solid var(--ink);border-bottom:1px solid var(--rule)}
    .facts dt{color:var(--soft)}.facts dd{margin:0}
    nav.contents{font:.88rem/1.55 var(--sans);margin-top:1.4rem}
    nav.contents ol{list-style:none;padding:0;margin:0}nav.contents ol ol{padding-left:1.9rem}
    nav.contents a{display:flex;gap:.6rem;padding:.08rem 0;color:inherit;text-decoration:none}nav.contents a:hover{color:var(--accent)}
    nav.contents .num{color:var(--soft);min-width:1.3rem;font-variant-numeric:tabular-nums}
    .legend{font:.8rem/1.5 var(--sans);color:var(--soft);margin:1rem 0 0}.legend b{color:var(--ink);font-weight:600}
    section>h2{font-size:1.5rem;margin:3.2rem 0 .8rem}
    section>h3{font-size:1.18rem;margin:2.2rem 0 .6rem}
    section>h4,section>h5,section>h6{font-size:1rem;margin:1.8rem 0 .5rem}
    h2 .num,h3 .num,h4 .num{color:var(--soft);font-weight:400;margin-right:.55em}
    p,ul,ol{margin:0 0 1rem}p{hanging-punctuation:first;text-wrap:pretty}
    a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.16em}
    code,pre,.code{font-family:var(--mono);font-size:.8em}
    data{white-space:nowrap;font-variant-numeric:lining-nums}
    data[role=button]{cursor:pointer;border-bottom:1px dotted var(--soft)}
    data[role=button]:hover{color:var(--accent);border-bottom-color:var(--accent)}
    data:focus-visible,a:focus-visible,button:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    data.chosen{background:var(--panel);color:var(--accent);border-bottom-style:solid}
    .mark{font:600 .68em/0 var(--sans);vertical-align:super;color:var(--warn);margin-left:.06em}.mark.l-mismatch{color:var(--bad)}
    sup.fn{font:.68em/0 var(--sans);margin-left:.08em}sup.fn a{text-decoration:none}
    .finding{position:relative;padding-left:1.55rem}
    .finding .sign{position:absolute;left:0;top:.45em;font-size:.68em;color:var(--accent)}
    .level{font:.72rem/1 var(--sans);color:var(--warn);white-space:nowrap}.level.l-mismatch{color:var(--bad)}
    .notice{font:.88rem/1.5 var(--sans);padding:.7rem .95rem;margin:0 0 1.2rem;border-left:3px solid var(--soft);background:var(--panel)}
    .notice.warning{border-color:var(--warn);background:var(--warn-page)}.notice.error{border-color:var(--bad);background:var(--bad-page)}
    .notice b{font-weight:600}.notice code{color:var(--soft);white-space:nowrap}.notice p{margin:0}
    figure{margin:1.9rem 0 2.1rem}
    figcaption,caption{font:.88rem/1.45 var(--sans);margin-bottom:.55rem;text-wrap:balance}figcaption b,caption b{font-weight:600;margin-right:.35em}
    caption{text-align:left;margin:0;padding-bottom:.55rem;border-bottom:1.5px solid var(--ink)}
    .scroll{overflow-x:auto}.sources{font:.76em/1 var(--sans);color:var(--soft);white-space:nowrap}.sources a{color:inherit;text-decoration:none}\
    .sources a:hover{color:var(--accent);text-decoration:underline}
    .skip{position:absolute;left:-99rem;font:.88rem/1 var(--sans)}.skip:focus{left:1rem;top:.6rem;padding:.6rem .8rem;background:var(--page);z-index:1}
    main:focus{outline:none}
    table{border-collapse:collapse;width:100%;font:.82rem/1.4 var(--sans);font-variant-numeric:tabular-nums lining-nums;\
    border-bottom:1.5px solid var(--ink)}
    th,td{padding:.36rem .6rem;text-align:left;vertical-align:top}
    th:first-child{padding-left:.15rem}th:last-child,td:last-child{padding-right:.15rem}
    thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--ink);line-height:1.25}tbody th{font-weight:400}
    th .unit{display:block;font-weight:400;color:var(--soft)}
    tbody>tr>*{border-bottom:1px solid var(--grid)}tbody>tr:last-child>*{border-bottom:0}
    .r{text-align:right}td.r>.mark:last-child,td.r>sup:last-child{position:absolute;line-height:1.2}td:last-child.r{padding-right:.75rem}th:last-child.r{padding-right:.75rem}td.missing{color:var(--soft)}
    .notes{font:.76rem/1.45 var(--sans);color:var(--soft);margin:.5rem 0 0}.notes p{margin:0 0 .15rem}
    svg{display:block;width:100%;height:auto}
    footer{font:.82rem/1.5 var(--sans);margin-top:4rem;padding:1.2rem 0 4rem;border-top:2px solid var(--ink)}
    footer h2{font:600 1rem/1.3 var(--sans);margin:1.6rem 0 .5rem}footer h2:first-child{margin-top:0}
    footer ol,footer ul{padding-left:1.6rem;margin:0}footer li{margin-bottom:.28rem}footer li::marker{color:var(--soft);font-variant-numeric:tabular-nums}
    footer a,footer code,dd{overflow-wrap:anywhere}.soft,.where{color:var(--soft)}
    #w\\:evidence{position:fixed;top:0;right:0;bottom:0;width:min(25rem,100vw);overflow:auto;padding:1.2rem 1.3rem 3rem;background:var(--panel);\
    border-left:1px solid var(--rule);box-shadow:0 0 2rem rgb(0 0 0/.14);font:.82rem/1.5 var(--sans);overflow-wrap:anywhere}
    #w\\:evidence:focus{outline:none}#w\\:evidence h2{font:600 1.15rem/1.3 var(--serif);margin:.2rem 4rem .8rem 0}#w\\:evidence h3{font-size:.88rem;margin:1.2rem 0 .3rem;\
    padding-top:.8rem;border-top:1px solid var(--rule)}
    #w\\:evidence h4{font-size:.8rem;margin:.7rem 0 .2rem}#w\\:evidence dl{display:grid;grid-template-columns:5.6rem 1fr;gap:.15rem .7rem;margin:0}
    #w\\:evidence dt{color:var(--soft)}#w\\:evidence dd{margin:0}#w\\:evidence ol{padding-left:1.2rem;margin:0}#w\\:evidence li{margin-bottom:.55rem}
    #w\\:evidence pre{white-space:pre-wrap;background:var(--page);padding:.5rem;margin:.3rem 0;max-height:16rem;overflow:auto}
    #w\\:evidence summary{cursor:pointer;color:var(--accent)}
    #w\\:evidence button{position:sticky;top:0;float:right;font:inherit;color:inherit;background:var(--page);border:1px solid var(--rule);\
    border-radius:3px;padding:.15rem .6rem;cursor:pointer}
    .l-mismatch{color:var(--bad)}.l-unsourced,.l-judged,.l-cited{color:var(--warn)}
    @media (min-width:84rem){body:has(#w\\:evidence:not([hidden])){padding-right:26rem}}
    @media (max-width:40rem){html{font-size:17px}header.title{padding-top:2rem}h1{font-size:1.75rem}\
    #w\\:evidence{top:auto;left:0;width:auto;max-height:72vh;border-left:0;border-top:1px solid var(--rule)}}
    @media print{:root{color-scheme:light;\(DesignTokens.properties(dark: false))}
    @page{size:A4;margin:22mm 20mm}html{background:none;font-size:10.5pt}body{padding:0}#w\\:evidence{display:none}
    main,header.title,footer,nav.contents{max-width:none}header.title{padding-top:0}data[role=button]{border:0}
    thead{display:table-header-group}tr,figure svg,.notice{break-inside:avoid}h2,h3,h4,figcaption,caption{break-after:avoid}.scroll{overflow:visible}
    a{color:inherit}p{orphans:3;widows:3}}

    """
}
