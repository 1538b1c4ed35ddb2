namespace Microsoft.CodeAnalysis;

/// <summary>Hides a type from other assemblies, also from those that may use internal ones, so that each can have its own.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.All)]
internal sealed class EmbeddedAttribute : Attribute;
