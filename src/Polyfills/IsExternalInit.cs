using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler write <c>init</c> accessors for .NET Framework, which lacks this type.</summary>
[Embedded]
internal static class IsExternalInit;
