using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>Names what a compiler must know to use a member, for .NET Framework, which lacks this type.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;

    public bool IsOptional { get; init; }
}
